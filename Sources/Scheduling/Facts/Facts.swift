public import CivilTime

/// What takes a host's time, sorted once and then asked by every link and every guest: events and bookings.
///
/// Holds whatever the caller loaded, in any order. It must reach at least so far beyond the time that is asked for as
/// buffers reach, and for limits whole dates and weeks; that is the caller's to see to.
public struct Facts: Sendable {
  /// The begins of all that blocks, and separately the ends, each rising. Of n stretches, those that overlap `[a, b)`
  /// are the begins before b less the ends up to a: two counts that only grow as one walks on.
  private(set) var begins: [Instant]
  private(set) var ends: [Instant]

  let busy: StretchIndex
  private(set) var bookings: StretchIndex

  /// Per link, its meetings that hold a booking that counts.
  private(set) var meetings: [Int: LinkMeetings]

  /// What counts of what was given, kept for leaving one booking out.
  private let busyStretches: [BusyStretch]
  private var countingBookings: [BookedMeeting]

  public init(busy: [BusyStretch] = [], bookings: [BookedMeeting] = []) {
    busyStretches = busy
    countingBookings = bookings.filter { $0.status.counts }
    self.busy = StretchIndex(busy.map { ($0.range, $0.event) })
    self.bookings = StretchIndex(countingBookings.map { ($0.blocked, $0.id) })
    let all = (busy.map(\.range) + countingBookings.map(\.blocked)).filter { !$0.isEmpty }
    begins = all.map(\.start).sorted()
    ends = all.map(\.end).sorted()
    meetings = Dictionary(grouping: countingBookings, by: \.link).mapValues(LinkMeetings.init)
  }

  /// The facts with one booking more, which is far less work than to sort all of them again.
  public func adding(_ booking: BookedMeeting) -> Facts {
    guard booking.status.counts else { return self }
    var facts = self
    facts.countingBookings.append(booking)
    facts.bookings.insert(booking.blocked, number: booking.id)
    facts.meetings[booking.link, default: .none].insert(booking)
    if !booking.blocked.isEmpty {
      facts.begins.insert(booking.blocked.start, at: begins.firstIndex(above: booking.blocked.start))
      facts.ends.insert(booking.blocked.end, at: ends.firstIndex(above: booking.blocked.end))
    }
    return facts
  }

  /// Rule 18: the facts as they stand for a booking that is being moved, which is not in its own way.
  public func excluding(booking id: Int) -> Facts {
    excluding([id])
  }

  /// The same for several that are moved together.
  public func excluding(_ bookings: Set<Int>) -> Facts {
    Facts(busy: busyStretches, bookings: countingBookings.filter { !bookings.contains($0.id) })
  }

  /// The same without events.
  var bookingsAlone: Facts {
    Facts(bookings: countingBookings)
  }

  /// How many events and bookings these are.
  public var count: Int { busyStretches.count + countingBookings.count }

  /// All that blocks in a range, as one set: what a day's drawing shows as taken.
  public func blocked(in range: TimeRange) -> RangeSet {
    RangeSet(busy.ranges.filter { $0.overlaps(range) } + bookings.ranges.filter { $0.overlaps(range) })
      .intersection(range)
  }
}
