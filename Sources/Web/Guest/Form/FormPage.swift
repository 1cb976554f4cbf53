internal import CivilTime
internal import Crypto
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// The form of a picked time, and what comes of sending it.
struct FormPage: Page {
  let address: LinkAddress
  let desk: GuestDesk

  let methods = [Method.get, .post]

  func answer(_ request: Request) -> Answer {
    let reader = desk.reader(request)
    return request.method == .post ? book(request, reader) : ask(request, reader)
  }

  // MARK: Asking

  /// A time that can't be read or booked leads back to those that can.
  private func ask(_ request: Request, _ reader: Reader) -> Answer {
    let query = request.target.query
    let choice = Choice(query, reader)
    guard let start = query["start"].flatMap({ Instant($0) }) else {
      return .now(timesInstead(query, gone: query["start"]))
    }
    return desk.later(request) {
      switch try await desk.office.link(address.slug, of: address.username) {
      case .nothing: return try await desk.leadOn(request, from: address.username)
      case .missing(let owner): return try ClosedPage(desk, desk.edition(for: reader)).response(nothingOf: owner)
      case .closed(let closed): return try ClosedPage(desk, desk.edition(for: reader)).response(closed)
      case .open(let open):
        let drawing = drawing(open.link, open.owner, choice, start, reader)
        let date = drawing.zone.local(start).date
        guard choice.oddities.isDisjoint(with: [.zone, .duration]), choice == choice.offered(by: open.link) else {
          return timesInstead(query, date: date, gone: nil)
        }
        guard case .free = open.decide(start, lasting: drawing.duration) else {
          return timesInstead(query, date: date, gone: start.description)
        }
        let typed = Typed(start: start, duration: drawing.duration.count)
        return try show(drawing, typed, [])
      }
    }
  }

  /// What was asked for goes along as it came: the page of times says what is wrong with it.
  private func timesInstead(_ asked: Form, date: LocalDate? = nil, gone: String?) -> Response {
    var query = QueryText()
    query.add("date", date?.description)
    for name in ["tz", "duration", "clock"] { query.add(name, asked[name]) }
    query.add("gone", gone)
    return .redirect(to: Route.link(address, .times).address + query.text)
  }

  // MARK: Booking

  private func book(_ request: Request, _ reader: Reader) -> Answer {
    let form = request.form
    let typed = Typed(form)
    let choice = Choice(form, reader)
    // No form of ours comes without a time or in so many parts.
    guard let start = typed.start ?? typed.gone, !form.isCutShort else {
      return .now(desk.failure(.badRequest, request))
    }
    return desk.later(request) {
      let attempt = try await attemptAtOnce(typed, choice, reader, request)
      if case .made(.booked(let appointment)) = attempt { return try shown(appointment) }
      return try await bookChecked(typed, choice, start, reader, request, attempt)
    }
  }

  /// By the link as it stands. Never inlined: what an async function might come to need it holds in memory from its
  /// beginning to its end, and most bookings need nothing of this.
  @inline(never)
  private func bookChecked(
    _ typed: Typed, _ choice: Choice, _ start: Instant, _ reader: Reader, _ request: Request, _ attempt: Attempt?
  ) async throws -> Response {
    switch try await desk.office.link(address.slug, of: address.username) {
    case .nothing: try await desk.leadOn(request, from: address.username)
    case .missing(let owner): try ClosedPage(desk, desk.edition(for: reader)).response(nothingOf: owner)
    // The form that used a link up may be sent again: it is the same booking.
    case .closed(let closed):
      try await book(typed, drawing(closed.link, closed.owner, choice, start, reader), reader, request, attempt)
    case .open(let open):
      if typed.start == nil {
        try lookAgain(typed, drawing(open.link, open.owner, choice, start, reader), open)
      } else {
        try await book(typed, drawing(open.link, open.owner, choice, start, reader), reader, request, attempt)
      }
    }
  }

  /// What came of asking the office for a booking.
  private enum Attempt {
    /// It was asked too often.
    case wait(Wait)
    case made(BookingOutcome)
  }

  private func attempt(
    _ typed: Typed, _ start: Instant, _ duration: Minutes, in zone: Zone, _ reader: Reader, _ request: Request
  ) async throws -> Attempt {
    let asked = BookingRequest(
      username: address.username, slug: address.slug, start: start, duration: duration,
      form: typed.bookingForm(zone: zone, language: reader.language), caller: desk.caller(request))
    if let wait = try await desk.office.waitToBook(asked) { return .wait(wait) }
    return .made(try await desk.office.book(asked))
  }

  /// By the link as it is known here, however old, where the form itself says all that matters: most are booked by that.
  /// Who is not is told so on a page of facts that were checked.
  private func attemptAtOnce(
    _ typed: Typed, _ choice: Choice, _ reader: Reader, _ request: Request
  ) async throws -> Attempt? {
    guard let start = typed.start, choice.zone != nil, choice.duration != nil, typed.isReadable else { return nil }
    guard case .open(let open) = try await desk.office.knownLink(address.slug, of: address.username),
      unfit(typed, choice, open.link).isEmpty
    else { return nil }
    let attempt = try await attempt(
      typed, start, duration(choice, open.link), in: zone(choice, open.owner), reader, request)
    // The name may be somebody else's by now.
    if case .made(.unknown) = attempt { return nil }
    return attempt
  }

  private func book(
    _ typed: Typed, _ drawing: FormDrawing, _ reader: Reader, _ request: Request, _ made: Attempt?
  ) async throws -> Response {
    let unfit = unfit(typed, drawing.choice, drawing.link)
    guard unfit.isEmpty else { return try refuse(drawing, typed, unfit) }
    let attempt =
      if let made { made } else {
        try await self.attempt(typed, drawing.start, drawing.duration, in: drawing.zone, reader, request)
      }
    switch attempt {
    case .wait(let wait): return desk.failure(.tooMany, request, wait: wait.seconds)
    case .made(.booked(let appointment)): return try shown(appointment)
    case .made(.taken(let reason, let near)):
      guard case .open(let open) = try await desk.office.link(address.slug, of: address.username) else {
        return desk.failure(.notFound, request)
      }
      return try offer(near, instead: reason, drawing, typed, in: open)
    case .made(.refused(let refusals)): return try refuse(drawing, typed, refusals)
    case .made(.closed(let closed)):
      return try ClosedPage(desk, desk.edition(for: reader)).response(closed)
    case .made(.unknown): return desk.failure(.notFound, request)
    }
  }

  /// The form of a time that had gone, sent without another one: nothing is booked by that, but times may have changed.
  private func lookAgain(_ typed: Typed, _ drawing: FormDrawing, _ open: OpenLink) throws -> Response {
    switch open.decide(drawing.start, lasting: drawing.duration) {
    case .free: try show(drawing, typed, [])
    case .refused(let reason):
      try offer(open.times(near: drawing.start, lasting: drawing.duration), instead: reason, drawing, typed, in: open)
    }
  }

  /// What no office needs to be asked about.
  private func unfit(_ typed: Typed, _ choice: Choice, _ link: Link) -> [Refusal] {
    let isOffered = typed.duration.map { minutes in link.durations.contains { $0.count == minutes } }
    return typed.unreadable(in: link)
      + (choice.oddities.contains(.zone) ? [Refusal(.zone, .notAChoice)] : [])
      + (choice.oddities.contains(.duration) || isOffered == false ? [Refusal(.duration, .notOffered)] : [])
  }

  private func shown(_ appointment: Appointment) throws -> Response {
    guard let token = desk.office.token(of: appointment) else { throw LostKey() }
    return .redirect(to: Route.booking(token.text, .page).address)
  }

  // MARK: Showing

  private func drawing(
    _ link: Link, _ owner: Owner, _ choice: Choice, _ start: Instant, _ reader: Reader
  ) -> FormDrawing {
    FormDrawing(
      address: address, link: link, owner: owner, zone: zone(choice, owner), now: desk.office.now, choice: choice,
      duration: duration(choice, link), start: start, edition: desk.edition(for: reader))
  }

  private func zone(_ choice: Choice, _ owner: Owner) -> Zone {
    choice.zone.flatMap { try? Zone.named($0) } ?? owner.zone
  }

  private func duration(_ choice: Choice, _ link: Link) -> Minutes {
    link.durations.first { $0.count == choice.duration } ?? link.duration
  }

  private func refuse(_ drawing: FormDrawing, _ typed: Typed, _ refusals: [Refusal]) throws -> Response {
    var typed = typed
    // A key that is no good would be refused for ever.
    if refusals.contains(where: { $0.field == .key }) { typed.key = Typed.freshKey }
    return try show(drawing, typed, refusals, status: .unprocessableContent)
  }

  private func show(
    _ drawing: FormDrawing, _ typed: Typed, _ refusals: [Refusal], status: Status = .ok
  ) throws -> Response {
    let own = OwnColor(drawing.link.color)
    return try desk.page(
      desk.templates.form, drawing.form(typed, refusals, own: own), drawing.edition, status: status,
      policy: own.policy, caching: .untilAsked)
  }

  private func offer(
    _ near: [Slot], instead reason: Reason, _ drawing: FormDrawing, _ typed: Typed, in open: OpenLink
  ) throws -> Response {
    let own = OwnColor(drawing.link.color)
    let date = drawing.zone.local(drawing.start).date
    let free = open.times(date...date, in: drawing.zone, lasting: drawing.duration).days.first?.slots ?? []
    return try desk.page(
      desk.templates.taken, drawing.taken(typed, reason, near: near, freeThatDay: free, own: own), drawing.edition,
      status: .conflict, policy: own.policy, caching: .untilAsked)
  }
}

/// A booking was made with a key that this server does not have: its address can't be written.
struct LostKey: Error, CustomStringConvertible {
  let description = "the key that bookings' tokens are made with is not the one this booking was made with"
}
