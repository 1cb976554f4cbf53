internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Calls a meeting of a group off for everybody: asked once, then done.
struct MeetingCancelPage: DeskPage {
  let id: BookingID

  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    visit.isPost ? try await act(visit) : try await ask(visit)
  }

  /// What can't be done any more is not asked.
  private func ask(
    _ visit: Visit, refused: FieldProblem? = nil, isChanged: Bool = false, status: Status = .ok
  ) async throws -> Response {
    guard let meeting = try await visit.office.meeting(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    guard meeting.canChange(at: visit.now) else { return visit.shown(id, visit.isPost ? .fixed : nil) }
    let view = MeetingCancelDrawing(meeting: meeting, visit: visit).view(refused: refused, isChanged: isChanged)
    return try visit.page(visit.desk.templates.bookings.ask, view, status: status)
  }

  private func act(_ visit: Visit) async throws -> Response {
    let outcome = try await visit.office.cancelMeeting(
      of: id, visit.owner.id, reason: visit.sent["reason"] ?? "", caller: visit.caller,
      ifStill: { MeetingSight.isSent(by: visit, of: $0) })
    return switch outcome {
    case .done: visit.shown(id, .cancelledAll)
    case .fixed: visit.shown(id, .fixed)
    case .changed: try await ask(visit, isChanged: true, status: .conflict)
    case .refused(let refusals):
      try await ask(visit, refused: refusals.first?.problem, status: .unprocessableContent)
    case .unknown: visit.failure(.notFound)
    }
  }
}

/// Says what calling a meeting off for everybody means.
private struct MeetingCancelDrawing {
  let meeting: WholeMeeting
  let visit: Visit

  private var words: Words { visit.words }
  private var booking: Appointment { meeting.booking }

  func view(refused: FieldProblem?, isChanged: Bool) -> VerbView {
    let values = visit.values(of: meeting)
    let field = field(refused)
    let text = words.text(BookingsWord.allCancelText)
    let form = VerbFormView(
      action: DeskRoute.bookings(.meeting(booking.id, .cancellation)).path, hidden: [MeetingSight(meeting).hidden],
      button: words.text(BookingsWord.allCancel, values), isHarm: true, note: field, summary: "", text: text)
    return VerbView(
      desk: visit.frame(), heading: words.text(BookingsWord.allCancelAsk, values), text: text,
      changed: isChanged ? words.text(BookingsWord.allChanged, values) : nil,
      moment: visit.moment(meeting.longest.time),
      guest: visit.lettering.tongue.opening(words.text(BookingsWord.everyGuest, values)), title: booking.title,
      form: form, wrongs: WrongsView([field], visit.lettering), back: DeskRoute.bookings(.one(booking.id)).path,
      keep: words.text(BookingsWord.keep))
  }

  private func field(_ refused: FieldProblem?) -> FieldView {
    var field = FieldView("reason", words.text(BookingsWord.allReason))
    field.kind = .lines
    field.isOptional = true
    field.value = visit.sent["reason"] ?? ""
    field.wrong = refused.map { $0.sentence(for: .reason, words) }
    return field
  }
}

extension Visit {
  /// What sentences say of a meeting.
  func values(of meeting: WholeMeeting) -> [String: String] {
    [
      "title": meeting.booking.title, "count": "\(meeting.party)", "day": day(meeting.booking.time.start),
      "time": time(meeting.booking.time.start),
    ]
  }
}
