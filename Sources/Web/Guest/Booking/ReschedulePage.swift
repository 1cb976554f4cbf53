internal import CivilTime
internal import Crypto
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// Moves a booking: a month of times it could be moved to, the picked one to be confirmed, and the move itself.
struct ReschedulePage: Page {
  let token: String
  let desk: GuestDesk

  let methods = [Method.get, .post]

  func answer(_ request: Request) -> Answer {
    request.method == .post ? move(request) : ask(request)
  }

  private var back: Response { .redirect(to: Route.booking(token, .page).address) }

  // MARK: Asking

  private func ask(_ request: Request) -> Answer {
    let reader = desk.reader(request)
    let query = request.target.query
    return desk.booking(token, request) { booking, drawing in
      guard let open = try await desk.office.choices(for: booking) else { return back }
      let choice = Choice(query, reader).reading(booking.guest.zone, unless: query)
      let moving = Moving(booking, token, drawing, choice)
      if let start = query["start"].flatMap({ Instant($0) }), start != booking.time.start {
        if case .free = open.decide(start, lasting: moving.duration) { return try confirm(moving, start, open) }
        var other = choice
        other.gone = start
        other.date = choice.date ?? moving.zone.local(start).date
        return try choose(moving, other, open, reader)
      }
      return try choose(moving, choice, open, reader)
    }
  }

  private func choose(_ moving: Moving, _ choice: Choice, _ open: OpenLink, _ reader: Reader) throws -> Response {
    let own = OwnColor(moving.booking.color)
    let sheet = MonthSheet(open, choice, moving: moving.booking.time)
    let drawing = BookerDrawing(
      sheet, choice, weekStart: reader.weekStart, addresses: BookerAddresses(moving: token), moving.drawing.edition)
    let view = try drawing.view(
      moving.drawing.edition.frame(own: own, script: desk.booker), moving: moving.view)
    return try desk.page(desk.templates.times, view, moving.drawing.edition, policy: own.policy)
  }

  private func confirm(_ moving: Moving, _ start: Instant, _ open: OpenLink) throws -> Response {
    let own = OwnColor(moving.booking.color)
    return try desk.page(
      desk.templates.move, moving.confirmation(of: start, open.link, own: own), moving.drawing.edition,
      policy: own.policy)
  }

  // MARK: Moving

  private func move(_ request: Request) -> Answer {
    guard let secret = LinkToken(text: Array(token.utf8)) else { return .now(desk.failure(.notFound, request)) }
    let form = request.form
    guard let start = form["start"].flatMap({ Instant($0) }) else { return .now(desk.failure(.badRequest, request)) }
    let reader = desk.reader(request)
    let sight = BookingSight(sent: form[BookingSight.field])
    return desk.later(request) {
      switch try await desk.office.reschedule(
        secret, to: start, caller: desk.caller(request), ifStill: { sight?.isStill($0) ?? true })
      {
      case .moved, .fixed: return back
      case .unknown: return desk.failure(.notFound, request)
      case .changed: return try await askAgain(start, secret, form, request, reader)
      case .taken(let reason, let near):
        return try await offer(near, instead: start, reason, secret, form, request, reader)
      }
    }
  }

  /// The same about the booking where it is by now.
  private func askAgain(
    _ start: Instant, _ secret: LinkToken, _ form: Form, _ request: Request, _ reader: Reader
  ) async throws -> Response {
    guard let booking = try await desk.office.booking(secret) else { return desk.failure(.notFound, request) }
    guard let open = try await desk.office.choices(for: booking) else { return back }
    let choice = Choice(form, reader).reading(booking.guest.zone, unless: form)
    let moving = Moving(booking, token, desk.drawing(booking, token, reader), choice)
    let own = OwnColor(booking.color)
    let view = moving.confirmation(of: start, open.link, isChanged: true, own: own)
    return try desk.page(desk.templates.move, view, moving.drawing.edition, status: .conflict, policy: own.policy)
  }

  private func offer(
    _ near: [Slot], instead start: Instant, _ reason: Reason, _ secret: LinkToken, _ form: Form,
    _ request: Request, _ reader: Reader
  ) async throws -> Response {
    guard let booking = try await desk.office.booking(secret) else { return desk.failure(.notFound, request) }
    guard let open = try await desk.office.choices(for: booking) else { return back }
    let choice = Choice(form, reader).reading(booking.guest.zone, unless: form)
    let moving = Moving(booking, token, desk.drawing(booking, token, reader), choice)
    let own = OwnColor(booking.color)
    let view = moving.confirmation(of: start, open.link, gone: (reason, near), own: own)
    return try desk.page(
      desk.templates.move, view, moving.drawing.edition, status: .conflict, policy: own.policy)
  }
}

extension Choice {
  /// A booking is read in the zone it was made in, whatever the browser remembers, unless the address names another.
  fileprivate func reading(_ zone: Zone, unless query: Form) -> Choice {
    guard query["tz"] == nil || oddities.contains(.zone) else { return self }
    var choice = self
    choice.zone = zone.name
    return choice
  }
}
