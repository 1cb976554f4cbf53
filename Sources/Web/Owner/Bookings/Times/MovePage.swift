internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// Another time for a booking: picked among those that are free, or named; then asked once.
struct MovePage: DeskPage {
  let id: BookingID

  /// Whether all who come to the meeting are moved.
  let isWhole: Bool

  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard let booking = try await visit.office.booking(id, of: visit.owner.id) else { return visit.failure(.notFound) }
    guard let drawing = try await drawing(booking, visit) else { return visit.shown(id, .fixed) }
    return visit.isPost ? try await move(drawing, visit) : try await ask(drawing, visit)
  }

  /// Nil where it can't be moved.
  private func drawing(_ booking: Appointment, _ visit: Visit) async throws -> MoveDrawing? {
    guard isWhole else {
      guard let open = try await visit.office.ownersTimes(for: booking) else { return nil }
      return MoveDrawing(booking: booking, open: open, visit: visit)
    }
    guard let meeting = try await visit.office.meeting(of: id, visit.owner.id),
      let open = try await visit.office.ownersTimes(for: meeting)
    else { return nil }
    return MoveDrawing(booking: meeting.booking, whole: meeting, open: open, visit: visit)
  }

  // MARK: Asking

  private func ask(_ drawing: MoveDrawing, _ visit: Visit) async throws -> Response {
    let other = OtherTime(visit.query, in: visit.zone)
    // Its own time is none to move to.
    let picked = (other?.start ?? visit.query["start"].flatMap { Instant($0) })
      .flatMap { $0 == drawing.booking.time.start ? nil : $0 }
    guard let start = picked else {
      return try visit.page(
        visit.desk.templates.bookings.pick, drawing.picking(other),
        status: other == nil || other?.start != nil ? .ok : .unprocessableContent, policy: drawing.own.policy)
    }
    let objection = try await visit.objection(
      to: start, lasting: drawing.longest.duration, in: drawing.open)
    return try show(drawing.confirmation(of: start, objection), drawing, visit)
  }

  private func show(
    _ view: OwnersMoveView, _ drawing: MoveDrawing, _ visit: Visit, status: Status = .ok
  ) throws -> Response {
    try visit.page(visit.desk.templates.bookings.move, view, status: status, policy: drawing.own.policy)
  }

  // MARK: Moving

  private func move(_ drawing: MoveDrawing, _ visit: Visit) async throws -> Response {
    guard let start = visit.sent["start"].flatMap({ Instant($0) }) else { return visit.failure(.badRequest) }
    let note = visit.sent["reason"] ?? ""
    let outcome = try await outcome(start, note: note, visit)
    switch outcome {
    case .moved: return visit.shown(id, isWhole ? .movedAll : .moved)
    case .fixed: return visit.shown(id, .fixed)
    case .changed: return try await askAgain(start, note: note, visit)
    case .unknown: return visit.failure(.notFound)
    case .taken(let reason, let near):
      let open = try await self.drawing(drawing.booking, visit)?.open ?? drawing.open
      let objection = try await visit.objection(
        reason, to: start, lasting: drawing.longest.duration, in: open)
      let view = drawing.confirmation(of: start, objection, near: near, note: note)
      return try show(view, drawing, visit, status: .conflict)
    case .refused(let refusals):
      let objection = try await visit.objection(
        to: start, lasting: drawing.longest.duration, in: drawing.open)
      let view = drawing.confirmation(of: start, objection, note: note, refused: refusals.first?.problem)
      return try show(view, drawing, visit, status: .unprocessableContent)
    }
  }

  private func outcome(_ start: Instant, note: String, _ visit: Visit) async throws -> MoveOutcome {
    let (office, owner) = (visit.office, visit.owner.id)
    if isWhole {
      return try await office.moveMeeting(
        of: id, owner, to: start, anyway: visit.isAnyway(start), asked: visit.asked, note: note, caller: visit.caller,
        ifStill: { MeetingSight.isSent(by: visit, of: $0) })
    }
    let sight = BookingSight(sent: visit.sent[BookingSight.field])
    return try await office.move(
      id, of: owner, to: start, anyway: visit.isAnyway(start), asked: visit.asked, note: note, caller: visit.caller,
      ifStill: { sight?.isStill($0) ?? true })
  }

  /// The same about the booking as it is by now, with what was typed.
  private func askAgain(_ start: Instant, note: String, _ visit: Visit) async throws -> Response {
    guard let dossier = try await visit.office.dossier(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    guard let drawing = try await drawing(dossier.booking, visit) else {
      let changed = ChangedBooking(dossier: dossier, visit: visit).sentence
      return try visit.page(dossier, notice: NoticeView(text: changed), status: .conflict)
    }
    let changed =
      drawing.whole.map { visit.words.text(BookingsWord.allChanged, visit.values(of: $0)) }
      ?? ChangedBooking(dossier: dossier, visit: visit).sentence
    let objection = try await visit.objection(to: start, lasting: drawing.longest.duration, in: drawing.open)
    let view = drawing.confirmation(of: start, objection, note: note, changed: changed)
    return try show(view, drawing, visit, status: .conflict)
  }
}
