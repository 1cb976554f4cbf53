import CivilTime

/// The meetings of one link that hold a booking that counts, one per start: what limits count and seats are filled in.
///
/// An owner's facts are copied with every booking of theirs, so nothing here has memory of its own but the two lists.
struct LinkMeetings: Sendable {
  struct Meeting: Sendable {
    let start: Instant

    /// Of all its bookings together.
    fileprivate(set) var guests = 0

    /// Where its bookings stand among all.
    fileprivate(set) var places: Range<Int>
  }

  struct Booking: Sendable {
    let id: Int

    /// As it was made.
    let blocked: TimeRange
  }

  /// Rising by start.
  private(set) var meetings: [Meeting] = []

  /// Meeting by meeting, each one's by rising ids.
  private var bookings: [Booking] = []

  static let none = LinkMeetings([])

  init(_ bookings: [BookedMeeting]) {
    for booking in bookings.sorted(by: { ($0.range.start, $0.id) < ($1.range.start, $1.id) }) { insert(booking) }
  }

  mutating func insert(_ booking: BookedMeeting) {
    let start = booking.range.start
    let index = firstIndex(from: start)
    if index == meetings.count || meetings[index].start != start {
      let place = index == meetings.count ? bookings.count : meetings[index].places.lowerBound
      meetings.insert(Meeting(start: start, places: place..<place), at: index)
    }
    let places = meetings[index].places
    let place = places.first { bookings[$0].id > booking.id } ?? places.upperBound
    bookings.insert(Booking(id: booking.id, blocked: booking.blocked), at: place)
    meetings[index].guests += booking.guests
    meetings[index].places = places.lowerBound..<places.upperBound + 1
    for later in meetings.indices[(index + 1)...] {
      let places = meetings[later].places
      meetings[later].places = places.lowerBound + 1..<places.upperBound + 1
    }
  }

  func bookings(of meeting: Meeting) -> ArraySlice<Booking> { bookings[meeting.places] }

  /// The index of the first meeting that starts at or after an instant.
  func firstIndex(from start: Instant) -> Int {
    meetings.partitioningIndex { $0.start >= start }
  }
}
