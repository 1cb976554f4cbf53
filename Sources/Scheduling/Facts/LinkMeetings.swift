import CivilTime

/// The meetings of one link that hold a booking that counts, one per start: what limits count and seats are filled in.
struct LinkMeetings: Sendable {
  struct Meeting: Sendable {
    let start: Instant

    /// Of all its bookings together.
    var guests: Int

    /// The blocked stretches of its bookings, each as that booking was made.
    var blocked: [TimeRange]
    var bookings: [Int]
  }

  /// Rising by start.
  let meetings: [Meeting]

  static let none = LinkMeetings([])

  init(_ bookings: [BookedMeeting]) {
    var meetings: [Meeting] = []
    for booking in bookings.sorted(by: { ($0.range.start, $0.id) < ($1.range.start, $1.id) }) {
      let start = booking.range.start
      if meetings.last?.start != start { meetings.append(Meeting(start: start, guests: 0, blocked: [], bookings: [])) }
      let last = meetings.count - 1
      meetings[last].guests += booking.guests
      meetings[last].blocked.append(booking.blocked)
      meetings[last].bookings.append(booking.id)
    }
    self.meetings = meetings
  }

  /// The index of the first meeting that starts at or after an instant.
  func firstIndex(from start: Instant) -> Int {
    var low = 0
    var high = meetings.count
    while low < high {
      let middle = (low + high) / 2
      if meetings[middle].start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
