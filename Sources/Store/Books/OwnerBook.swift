public import CivilTime
public import Scheduling

/// Everything a guest's page of one owner is made of, as it stood at one version of that owner. Never changes.
public final class OwnerBook: Sendable {
  public let version: Int64
  public let owner: Owner

  /// All living ones, switched off or not, by title.
  public let links: [Link]

  /// Where new bookings go; nil where the owner keeps no calendar.
  public let calendar: CalendarID?

  /// The bookings that hold time, by the numbers the facts know them by.
  public let bookings: [HeldBooking]

  /// What takes the owner's time within `reach`, and nothing beyond it.
  public let facts: Facts
  public let reach: TimeRange

  /// No start from then on is offered: what would be in its way is not known.
  public let lastOffer: Instant

  /// Reaching as far as it does it says all there is to say until then; after that it has to be read again.
  let goodUntil: Instant
  let daysAhead: Int

  private let schedules: [ScheduleID: Schedule]
  private let defaultSchedule: Schedule
  private let numbers: [LinkID: Int]
  private let stretchCount: Int

  init(_ settings: OwnerSettings, links: [Link], bookings: [HeldBooking], busy: [BusyStretch], read: BookSpan) {
    version = settings.version
    owner = settings.owner
    calendar = settings.calendar
    self.links = links
    self.bookings = bookings
    reach = read.range
    lastOffer = read.lastOffer
    stretchCount = busy.count + bookings.count
    goodUntil = read.goodUntil
    daysAhead = read.daysAhead
    schedules = Dictionary(settings.schedules.map { ($0.id, $0.schedule) }, uniquingKeysWith: { first, _ in first })
    defaultSchedule =
      settings.schedules.first { $0.isDefault }?.schedule
      ?? Schedule(zone: settings.owner.zone, weekStart: settings.owner.weekStart, hours: WeeklyHours())
    let ids = links.map(\.id) + bookings.map(\.link)
    numbers = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    facts = Facts(
      busy: busy,
      bookings: bookings.enumerated().map { [numbers] number, booking in
        booking.meeting(id: number, link: numbers[booking.link] ?? -1)
      })
  }

  public func link(_ slug: String) -> Link? {
    links.first { $0.slug == slug }
  }

  public func link(_ id: LinkID) -> Link? {
    links.first { $0.id == id }
  }

  /// The hours, overrides and zone a link goes by.
  public func schedule(of link: Link) -> Schedule {
    link.schedule.flatMap { schedules[$0] } ?? defaultSchedule
  }

  /// Finds the link's times of that length. `moving` is a booking that asks for another time (rule 18).
  public func finder(
    _ link: Link, lasting duration: Minutes, moving: BookingID? = nil, now: Instant
  ) throws(LinkRefusal) -> SlotFinder {
    SlotFinder(
      schedule: schedule(of: link), link: try link.rules(lasting: duration), linkNumber: numbers[link.id] ?? -1,
      facts: facts, now: now, moving: moving.flatMap { id in bookings.firstIndex { $0.id == id } })
  }

  /// The event of the group that meets at that very start, if one does.
  public func meeting(of link: Link, at start: Instant, without booking: BookingID? = nil) -> EventID? {
    bookings.first { $0.link == link.id && $0.time.start == start && $0.id != booking }?.event
  }

  /// Roughly what it takes in memory: a stretch stands in the facts several times.
  var bytes: Int {
    let texts = links.reduce(0) { $0 + $1.description.utf8.count + $1.questions.count * 200 + 1_000 }
    return 2_000 + texts + stretchCount * 120 + bookings.count * 200
  }
}

/// A booking that holds time, as far as finding times goes.
public struct HeldBooking: Hashable, Sendable {
  public let id: BookingID
  public let link: LinkID
  public let event: EventID
  public let time: TimeRange
  public let bufferBefore: Minutes
  public let bufferAfter: Minutes
  public let guests: Int

  public var blocked: TimeRange { time.widened(before: bufferBefore, after: bufferAfter) }

  fileprivate func meeting(id: Int, link: Int) -> BookedMeeting {
    BookedMeeting(
      id: id, link: link, range: time, bufferBefore: bufferBefore, bufferAfter: bufferAfter, guests: guests)
  }
}
