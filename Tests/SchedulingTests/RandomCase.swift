import CivilTime
import Scheduling
import TestSupport

/// A random owner's few days around a random change of clocks: everything small and close, so that things meet.
struct RandomCase {
  let schedule: Schedule
  let link: LinkRules
  let busy: [BusyStretch]
  let bookings: [BookedMeeting]
  let now: Instant
  let asked: TimeRange

  private static let zones = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/St_Johns", "America/Santiago",
    "Pacific/Kiritimati", "Asia/Kathmandu",
  ]

  init(_ random: inout SplitMix) throws {
    let zone = try Zone.named(Self.zones[random.below(Self.zones.count)])
    let era = Instant(seconds: [1_257_000_000, 1_790_000_000, 16_700_000_000][random.below(3)])
    let middle = (zone.nextTransition(after: era)?.instant ?? era).adding(minutes: 5 * (random.below(576) - 288))
    asked = TimeRange(
      from: middle.adding(minutes: -random.below(2_000)), to: middle.adding(minutes: random.below(2_000)))
    now = middle.adding(minutes: 5 * (random.below(900) - 800))
    schedule = try Self.schedule(zone, around: zone.local(middle).date, &random)
    link = try Self.link(around: zone.local(middle).date, &random)
    var (busy, bookings) = ([BusyStretch](), [BookedMeeting]())
    for event in 0..<random.below(7) {
      let start = middle.adding(minutes: 5 * (random.below(900) - 450))
      busy.append(BusyStretch(TimeRange(from: start, to: start.adding(minutes: 5 * random.below(40))), event: event))
    }
    for id in 0..<random.below(7) {
      var start = middle.adding(minutes: 5 * (random.below(900) - 450))
      // Now and then another guest of the same group.
      if let other = bookings.last, random.below(3) == 0 { start = other.range.start }
      bookings.append(Self.booking(id, start, &random))
    }
    (self.busy, self.bookings) = (busy, bookings)
  }

  func finder(adding more: [BusyStretch] = []) -> SlotFinder {
    SlotFinder(
      schedule: schedule, link: link, linkNumber: 1, facts: Facts(busy: busy + more, bookings: bookings), now: now)
  }

  private static func booking(_ id: Int, _ start: Instant, _ random: inout SplitMix) -> BookedMeeting {
    BookedMeeting(
      id: id, link: 1 + random.below(2),
      range: TimeRange(from: start, to: start.adding(minutes: 5 + 5 * random.below(20))),
      bufferBefore: Minutes(5 * random.below(4)), bufferAfter: Minutes(5 * random.below(4)),
      status: BookingStatus.allCases[random.below(6)], guests: 1 + random.below(2))
  }

  private static func schedule(
    _ zone: Zone, around date: LocalDate, _ random: inout SplitMix
  ) throws -> Schedule {
    var week: [Weekday: [Window]] = [:]
    for day in Weekday.allCases { week[day] = try windows(&random) }
    var overrides: [DateOverride] = []
    for days in -1...1 where random.below(4) == 0 {
      overrides.append(try DateOverride(date: date.adding(days: days), hours: DayHours(windows(&random))))
    }
    return Schedule(
      zone: zone, weekStart: Weekday.allCases[random.below(7)], hours: WeeklyHours(week), overrides: overrides)
  }

  private static func windows(_ random: inout SplitMix) throws -> [Window] {
    if random.below(6) == 0 { return [.wholeDay] }
    return try (0..<random.below(4)).compactMap { _ in
      let start = 5 * random.below(288)
      let end = random.below(4) == 0 ? 1_440 : min(1_440, start + 5 * random.below(100))
      guard start < end, let first = LocalTime(secondOfDay: start * 60), let last = LocalTime(secondOfDay: end * 60)
      else { return nil }
      return try Window(first, last)
    }
  }

  private static func link(around date: LocalDate, _ random: inout SplitMix) throws -> LinkRules {
    let first = date.adding(days: random.below(3) - 1)
    return try LinkRules(
      duration: Minutes(5 + 5 * random.below(random.below(5) == 0 ? 400 : 24)),
      increment: random.below(2) == 0 ? nil : Minutes(5 + 5 * random.below(12)),
      bufferBefore: Minutes(5 * random.below(4)), bufferAfter: Minutes(5 * random.below(4)),
      notice: Minutes(5 * random.below(100)),
      window: random.below(2) == 0 ? .daysAhead(random.below(4)) : .dates(first...first.adding(days: random.below(3))),
      dailyLimit: random.below(3) == 0 ? 1 + random.below(2) : nil,
      weeklyLimit: random.below(3) == 0 ? 1 + random.below(4) : nil, seats: 1 + random.below(4))
  }
}
