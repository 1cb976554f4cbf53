internal import CivilTime
internal import Scheduling

extension BookedMeeting {
  /// The number of the link that is tried, and of the host's other links together.
  static let thisLink = 0
  static let otherLink = 1

  /// One of `bookings`; `index` is its place among them, by which a reason names it.
  static func read(_ value: JSON, _ path: String, index: Int) throws(ScenarioRefusal) -> BookedMeeting {
    var fields = try Fields(value, at: path)
    let start = try fields.required("start", Read.instant)
    let end = try fields.required("end", Read.instant)
    let before = try fields.optional("buffer_before_minutes", Read.number) ?? 0
    let after = try fields.optional("buffer_after_minutes", Read.number) ?? 0
    let status: BookingStatus = try fields.optional("status", Read.word) ?? .confirmed
    let guests = try fields.optional("guests", Read.number) ?? 1
    let isOther = try fields.optional("other_link", Read.flag) ?? false
    try fields.end()
    guard start < end else { throw fields.refusal("end", "must lie after the start") }
    guard minutes.contains(before) else { throw fields.refusal("buffer_before_minutes", minutesSentence) }
    guard minutes.contains(after) else { throw fields.refusal("buffer_after_minutes", minutesSentence) }
    guard guestCounts.contains(guests) else {
      throw fields.refusal("guests", "must be \(guestCounts.lowerBound) to \(guestCounts.upperBound)")
    }
    return BookedMeeting(
      id: index, link: isOther ? otherLink : thisLink, range: TimeRange(from: start, to: end),
      bufferBefore: Minutes(before), bufferAfter: Minutes(after), status: status, guests: guests)
  }

  /// Ten years, as for links.
  private static let minutes = 0...5_270_400
  private static let minutesSentence = "must be \(minutes.lowerBound) to \(minutes.upperBound) minutes"
  private static let guestCounts = 1...1_000_000
}
