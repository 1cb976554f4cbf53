public import CivilTime
public import Scheduling

/// Everything a guest's page of one owner is made of, as it stood at one version of that owner. Never changes.
public final class OwnerBook: Sendable {
  public let version: Int64
  public let owner: Owner

  /// All living ones, switched off or not, by title.
  public let links: [Link]

  /// Deleted ones by which bookings stand that are not over. These go by their rules still; nobody makes new ones.
  public let retired: [Link]

  /// Where new bookings go; nil where the owner keeps no calendar.
  public let calendar: CalendarID?

  /// The schedule that links go by which name none.
  public var usualSchedule: Schedule { schedules.usual }

  /// The bookings that hold time, by the numbers the facts know them by.
  public let bookings: [HeldBooking]

  /// What takes the owner's time within `reach`, and nothing beyond it.
  public let facts: Facts
  public var reach: TimeRange { read.range }

  /// No start from then on is offered: what would be in its way is not known.
  public var lastOffer: Instant { read.lastOffer }

  /// When and how far it was read.
  let read: BookSpan
  private let schedules: Schedules
  private let numbers: [LinkID: Int]

  struct Schedules: Sendable {
    let byID: [ScheduleID: Schedule]
    let usual: Schedule
  }

  convenience init(
    _ settings: OwnerSettings, links: [Link], retired: [Link] = [], bookings: [HeldBooking], busy: [BusyStretch],
    read: BookSpan
  ) {
    let owner = settings.owner
    let schedules = Schedules(
      byID: Dictionary(settings.schedules.map { ($0.id, $0.schedule) }, uniquingKeysWith: { first, _ in first }),
      usual: settings.schedules.first { $0.isDefault }?.schedule
        ?? Schedule(zone: owner.zone, weekStart: owner.weekStart, hours: WeeklyHours()))
    let ids = (links + retired).map(\.id) + bookings.map(\.link)
    let numbers = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    let facts = Facts(
      busy: busy,
      bookings: bookings.enumerated().map { number, booking in
        booking.meeting(id: number, link: numbers[booking.link] ?? -1)
      })
    self.init(
      version: settings.version, owner: owner, calendar: settings.calendar, schedules: schedules, links: links,
      retired: retired, bookings: bookings, facts: facts, numbers: numbers, read: read)
  }

  private init(
    version: Int64, owner: Owner, calendar: CalendarID?, schedules: Schedules, links: [Link], retired: [Link],
    bookings: [HeldBooking], facts: Facts, numbers: [LinkID: Int], read: BookSpan
  ) {
    self.version = version
    self.owner = owner
    self.calendar = calendar
    self.schedules = schedules
    self.links = links
    self.retired = retired
    self.bookings = bookings
    self.facts = facts
    self.numbers = numbers
    self.read = read
  }

  /// The book as it is after this booking of one of its links was written and nothing else.
  func adding(_ booking: HeldBooking, version: Int64) -> OwnerBook {
    var (links, bookings, facts) = (links, bookings, facts)
    if let index = links.firstIndex(where: { $0.id == booking.link }) { links[index].bookingsCount += 1 }
    if booking.time.overlaps(reach) {
      facts = facts.adding(booking.meeting(id: bookings.count, link: numbers[booking.link] ?? -1))
      bookings.append(booking)
    }
    return OwnerBook(
      version: version, owner: owner, calendar: calendar, schedules: schedules, links: links,
      retired: retired, bookings: bookings,
      facts: facts, numbers: numbers, read: read)
  }

  /// By an address it has, or else by one it had before.
  public func link(_ slug: String) -> Link? {
    links.first { $0.slug == slug } ?? links.first { $0.formerSlugs.contains(slug) }
  }

  /// The same as if these bookings took no time.
  public func without(_ gone: Set<BookingID>) -> OwnerBook {
    let left = facts.excluding(Set(bookings.indices.filter { gone.contains(bookings[$0].id) }))
    return OwnerBook(
      version: version, owner: owner, calendar: calendar, schedules: schedules, links: links, retired: retired,
      bookings: bookings, facts: left, numbers: numbers, read: read)
  }

  /// Every link whose rules anybody may ask for.
  var kept: [Link] { links + retired }

  public func link(_ id: LinkID) -> Link? {
    links.first { $0.id == id }
  }

  /// By which bookings may have been made: deleted ones too.
  public func linkOfBookings(_ id: LinkID) -> Link? {
    link(id) ?? retired.first { $0.id == id }
  }

  /// The hours, overrides and zone a link goes by.
  public func schedule(of link: Link) -> Schedule {
    link.schedule.flatMap { schedules.byID[$0] } ?? schedules.usual
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
    let texts = kept.reduce(0) { $0 + $1.description.utf8.count + $1.questions.count * 200 + 1_000 }
    return 2_000 + texts + facts.count * 120 + bookings.count * 200
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

  init(
    id: BookingID, link: LinkID, event: EventID, time: TimeRange, bufferBefore: Minutes, bufferAfter: Minutes,
    guests: Int
  ) {
    self.id = id
    self.link = link
    self.event = event
    self.time = time
    self.bufferBefore = bufferBefore
    self.bufferAfter = bufferAfter
    self.guests = guests
  }

  public var blocked: TimeRange { time.widened(before: bufferBefore, after: bufferAfter) }

  init(_ booking: Appointment) {
    self.init(
      id: booking.id, link: booking.link, event: booking.event, time: booking.time, bufferBefore: booking.bufferBefore,
      bufferAfter: booking.bufferAfter, guests: booking.guest.count)
  }

  fileprivate func meeting(id: Int, link: Int) -> BookedMeeting {
    BookedMeeting(
      id: id, link: link, range: time, bufferBefore: bufferBefore, bufferAfter: bufferAfter, guests: guests)
  }
}
