import CivilTime

/// The meetings of one link that hold a booking that counts, one per start: what limits count and seats are filled in.
struct LinkMeetings: Sendable {
  struct Meeting: Sendable {
    let start: Instant

    /// Of all its bookings together.
    private(set) var guests = 0

    /// The blocked stretches of its bookings, each as that booking was made.
    private(set) var blocked: [TimeRange] = []

    /// Rising.
    private(set) var bookings: [Int] = []

    mutating func add(_ booking: BookedMeeting) {
      let place = bookings.firstIndex { $0 > booking.id } ?? bookings.count
      guests += booking.guests
      blocked.insert(booking.blocked, at: place)
      bookings.insert(booking.id, at: place)
    }
  }

  /// Rising by start.
  private(set) var meetings: [Meeting]

  static let none = LinkMeetings([])

  init(_ bookings: [BookedMeeting]) {
    var meetings: [Meeting] = []
    for booking in bookings.sorted(by: { ($0.range.start, $0.id) < ($1.range.start, $1.id) }) {
      if meetings.last?.start != booking.range.start { meetings.append(Meeting(start: booking.range.start)) }
      meetings[meetings.count - 1].add(booking)
    }
    self.meetings = meetings
  }

  mutating func insert(_ booking: BookedMeeting) {
    let start = booking.range.start
    let index = firstIndex(from: start)
    if index == meetings.count || meetings[index].start != start { meetings.insert(Meeting(start: start), at: index) }
    meetings[index].add(booking)
  }

  /// The index of the first meeting that starts at or after an instant.
  func firstIndex(from start: Instant) -> Int {
    meetings.partitioningIndex { $0.start >= start }
  }
}
