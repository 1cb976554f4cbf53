internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// Something an owner does to a booking: asked once, then done.
struct VerbPage: DeskPage {
  let id: BookingID
  let verb: BookingVerb

  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    visit.isPost ? try await act(visit) : try await ask(visit)
  }

  /// What can't be done any more is not asked.
  private func ask(_ visit: Visit) async throws -> Response {
    guard let booking = try await visit.office.booking(id, of: visit.owner.id) else { return visit.failure(.notFound) }
    guard verb.isOpen(OwnersVerbs(booking.status, booking.time, at: visit.now)) else {
      return visit.redirect(to: .bookings(.one(id)))
    }
    let drawing = VerbDrawing(booking: booking, verb: verb, visit: visit)
    return try visit.page(visit.desk.templates.bookings.ask, drawing.view())
  }

  private func act(_ visit: Visit) async throws -> Response {
    let sight = BookingSight(sent: visit.sent[BookingSight.field])
    switch try await outcome(visit, ifStill: { sight?.isStill($0) ?? true }) {
    case .unknown: return visit.failure(.notFound)
    case .fixed: return visit.shown(id, .fixed)
    case .changed: return try await askAgain(visit)
    // So it was already, but at another time than theirs.
    case .done(let booking) where sight?.isInPlace(booking) == false: return try await askAgain(visit)
    case .done(let booking):
      let done = verb.done(to: booking)
      guard visit.sent["back"] == "list" else { return visit.shown(id, done) }
      return backToList(visit, done)
    case .refused(let refusals):
      guard let booking = try await visit.office.booking(id, of: visit.owner.id) else {
        return visit.failure(.notFound)
      }
      let drawing = VerbDrawing(booking: booking, verb: verb, visit: visit)
      let view = drawing.view(note: visit.sent["reason"] ?? "", refused: refusals.first?.problem)
      return try visit.page(visit.desk.templates.bookings.ask, view, status: .unprocessableContent)
    }
  }

  /// The same about the booking as it is by now, with what was typed. What can't be done any more is not asked.
  private func askAgain(_ visit: Visit) async throws -> Response {
    guard let dossier = try await visit.office.dossier(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    let changed = ChangedBooking(dossier: dossier, visit: visit).sentence
    guard verb.isOpen(dossier.verbs) else {
      return try visit.page(dossier, notice: NoticeView(text: changed), status: .conflict)
    }
    let kept = (["back"] + VerbPage.ofList).compactMap { name in
      visit.sent[name].map { HiddenView(name: name, value: $0) }
    }
    let drawing = VerbDrawing(booking: dossier.booking, verb: verb, visit: visit, kept: kept)
    let view = drawing.view(note: visit.sent["reason"] ?? "", changed: changed)
    return try visit.page(visit.desk.templates.bookings.ask, view, status: .conflict)
  }

  /// What the list's own address says.
  private static let ofList = ["when", "q", "link", "from", "to"]

  /// As it was, from its begin: who answers one often answers the next.
  private func backToList(_ visit: Visit, _ done: BookingDone) -> Response {
    var query = QueryText()
    for name in VerbPage.ofList { query.add(name, visit.sent[name].flatMap { $0.isEmpty ? nil : $0 }) }
    query.add("done", done.rawValue)
    return .redirect(to: DeskRoute.bookings(.all).path + query.text)
  }

  private func outcome(
    _ visit: Visit, ifStill isKnown: (Appointment) -> Bool
  ) async throws -> SettleOutcome {
    let (office, owner, caller) = (visit.office, visit.owner.id, visit.caller)
    let note = visit.sent["reason"] ?? ""
    return switch verb {
    case .confirmation: try await office.confirm(id, of: owner, note: note, caller: caller, ifStill: isKnown)
    case .refusal: try await office.decline(id, of: owner, reason: note, caller: caller, ifStill: isKnown)
    case .cancellation: try await office.cancel(id, of: owner, reason: note, caller: caller, ifStill: isKnown)
    case .absence: try await office.markNoShow(id, of: owner, caller: caller, ifStill: isKnown)
    case .presence: try await office.undoNoShow(id, of: owner, caller: caller, ifStill: isKnown)
    }
  }
}

extension BookingVerb {
  func isOpen(_ verbs: OwnersVerbs) -> Bool {
    switch self {
    case .confirmation: verbs.canConfirm
    case .refusal: verbs.canDecline
    case .cancellation: verbs.canCancel
    case .absence: verbs.canMarkNoShow
    case .presence: verbs.canUndoNoShow
    }
  }

  fileprivate func done(to booking: Appointment) -> BookingDone {
    switch self {
    case .confirmation: .confirmed
    case .refusal: .declined
    case .cancellation: booking.seats > 1 ? .left : .cancelled
    case .absence: .missed
    case .presence: .came
    }
  }
}
