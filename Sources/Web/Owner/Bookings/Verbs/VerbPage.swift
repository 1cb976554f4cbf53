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
    switch try await outcome(visit) {
    case .unknown: return visit.failure(.notFound)
    case .fixed: return visit.shown(id, .fixed)
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

  /// As it was, from its begin: who answers one often answers the next.
  private func backToList(_ visit: Visit, _ done: BookingDone) -> Response {
    func kept(_ name: String) -> (name: String, value: String?) {
      (name, visit.sent[name].flatMap { $0.isEmpty ? nil : $0 })
    }
    return visit.redirect(
      to: .bookings(.all), kept("when"), kept("q"), kept("link"), kept("from"), kept("to"),
      ("done", done.rawValue))
  }

  private func outcome(_ visit: Visit) async throws -> SettleOutcome {
    let (office, owner, caller) = (visit.office, visit.owner.id, visit.caller)
    let note = visit.sent["reason"] ?? ""
    return switch verb {
    case .confirmation: try await office.confirm(id, of: owner, note: note, caller: caller)
    case .refusal: try await office.decline(id, of: owner, reason: note, caller: caller)
    case .cancellation: try await office.cancel(id, of: owner, reason: note, caller: caller)
    case .absence: try await office.markNoShow(id, of: owner, caller: caller)
    case .presence: try await office.undoNoShow(id, of: owner, caller: caller)
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
