internal import CivilTime
internal import Operations
internal import Store

/// A meeting as a form shows it that is about everybody who comes: when it begins, and who they are.
struct MeetingSight {
  private let text: String

  init(_ meeting: WholeMeeting) {
    let names = [meeting.booking.time.start.description] + meeting.bookings.map(\.id.description)
    text = Fingerprint(Array(names.joined(separator: " ").utf8)).description
  }

  var hidden: HiddenView { HiddenView(name: BookingSight.field, value: text) }

  /// What is sent without saying what it was made from is meant for whatever is there.
  static func isSent(by visit: Visit, of meeting: WholeMeeting) -> Bool {
    visit.sent[BookingSight.field].map { $0 == MeetingSight(meeting).text } ?? true
  }
}
