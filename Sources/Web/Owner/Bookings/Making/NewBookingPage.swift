internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// Booking for a guest: by which link, when, and who it is.
struct NewBookingPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    let asked = visit.isPost ? visit.sent["link"] : visit.query["link"]
    guard let asked, !asked.isEmpty else { return try await choose(visit, isOdd: false) }
    guard let id = LinkID(asked) else { return visit.failure(.notFound) }
    guard let open = try await visit.office.ownersTimes(by: id, of: visit.owner.id) else {
      let isTheirs = try await visit.office.link(id, of: visit.owner.id) != nil
      return isTheirs && !visit.isPost ? try await choose(visit, isOdd: true) : visit.failure(.notFound)
    }
    return visit.isPost ? try await book(open, visit) : try await ask(open, visit)
  }

  // MARK: Which link

  /// A single one needs no choosing.
  private func choose(_ visit: Visit, isOdd: Bool) async throws -> Response {
    let links = try await visit.office.linksToBook(of: visit.owner.id)
    if links.count == 1, !isOdd, !visit.isPost {
      return visit.redirect(to: .bookings(.new), ("link", links[0].id.description))
    }
    let colors = BookingColors(links.map(\.color))
    let view = ChooseLinkView(links, isOdd: isOdd, colors, visit)
    return try visit.page(visit.desk.templates.bookings.choose, view, policy: colors.element.policy)
  }

  // MARK: When

  private func ask(_ open: OpenLink, _ visit: Visit) async throws -> Response {
    let other = OtherTime(visit.query, in: visit.zone)
    let choice = Choice(owners: visit.query, visit.habit).offered(by: open.link)
    guard let start = other?.start ?? visit.query["start"].flatMap({ Instant($0) }) else {
      let drawing = NewBookingDrawing(open: open, duration: open.link.length(choice.duration), visit: visit)
      return try visit.page(
        visit.desk.templates.bookings.pick, drawing.picking(choice, other),
        status: other == nil ? .ok : .unprocessableContent, policy: drawing.own.policy)
    }
    let drawing = NewBookingDrawing(open: open, duration: open.link.length(choice.duration), visit: visit)
    let typed = Typed(start: start, duration: choice.duration)
    let objection = try await visit.objection(to: start, lasting: drawing.duration, in: open)
    return try show(drawing.form(start, typed, [], objection), drawing, visit)
  }

  private func show(
    _ view: NewBookingView, _ drawing: NewBookingDrawing, _ visit: Visit, status: Status = .ok
  ) throws -> Response {
    try visit.page(visit.desk.templates.bookings.form, view, status: status, policy: drawing.own.policy)
  }

  // MARK: Who

  private func book(_ open: OpenLink, _ visit: Visit) async throws -> Response {
    var typed = Typed(visit.sent.fields)
    guard let start = typed.start else { return visit.failure(.badRequest) }
    let drawing = NewBookingDrawing(open: open, duration: open.link.length(typed.duration), visit: visit)
    let zone = visit.sent["tz"].flatMap { try? Zone.named($0) }
    var form = typed.bookingForm(zone: zone ?? visit.zone, language: drawing.language(visit.sent["language"]))
    // Programs may leave it out; a browser never does.
    if form.key.isEmpty { form.key = Typed.freshKey }
    let unreadable =
      typed.unreadable(in: open.link) + (zone == nil && visit.sent["tz"] != nil ? [Refusal(.zone, .notAChoice)] : [])
    guard unreadable.isEmpty else {
      return try await refuse(unreadable, start, typed, drawing, visit)
    }
    let outcome = try await visit.office.book(
      OwnersBooking(
        link: open.link.id, start: start, duration: typed.duration.map { Minutes($0) }, form: form,
        anyway: visit.isAnyway(start), asked: visit.asked, caller: visit.caller), of: visit.owner.id)
    switch outcome {
    case .booked(let booking): return visit.shown(booking.id, .booked)
    case .unknown: return visit.failure(.notFound)
    case .closed: return visit.redirect(to: .bookings(.new))
    case .taken(let reason, let near):
      let now = try await visit.office.ownersTimes(by: open.link.id, of: visit.owner.id) ?? open
      let objection = try await visit.objection(reason, to: start, lasting: drawing.duration, in: now)
      return try show(drawing.form(start, typed, [], objection, near: near), drawing, visit, status: .conflict)
    case .refused(let refusals):
      if refusals.contains(where: { $0.field == .key }) { typed.key = Typed.freshKey }
      return try await refuse(refusals, start, typed, drawing, visit)
    }
  }

  private func refuse(
    _ refusals: [Refusal], _ start: Instant, _ typed: Typed, _ drawing: NewBookingDrawing, _ visit: Visit
  ) async throws -> Response {
    let objection = try await visit.objection(to: start, lasting: drawing.duration, in: drawing.open)
    return try show(
      drawing.form(start, typed, refusals, objection), drawing, visit, status: .unprocessableContent)
  }
}

extension Link {
  /// One of those on offer; the usual one for any other.
  fileprivate func length(_ minutes: Int?) -> Minutes {
    durations.first { $0.count == minutes } ?? duration
  }
}
