internal import CivilTime
internal import FoundationEssentials

/// One owner of a load set, made of nothing but its number: the next thirty days as full as a busy person's, what is
/// more than that in the past.
struct LoadedOwner {
  let id: UUID
  let calendar: UUID
  let schedule: UUID
  let link: UUID
  let username: String
  let zone: Zone
  let hours: [(id: UUID, weekday: Int16)]
  let meetings: [Meeting]

  /// Half an hour that is taken, by an event of the owner's own or by a booking.
  struct Meeting {
    let event: UUID
    let time: TimeRange
    let booking: Booking?
  }

  struct Booking {
    let id: UUID
    let attendee: UUID
    let nonce: [UInt8]
    let tokenHash: [UInt8]
    let key: String
  }

  /// What a busy owner has before them.
  private static let coming = (events: 60, bookings: 40)
  private static let comingWeekdays = 22
  /// From 9 to 17 by the half hour.
  private static let placesPerDay = 16
  private static let pastMeetingsPerDay = 10
  private static let zones = ["Europe/Berlin", "America/New_York", "Asia/Ho_Chi_Minh", "Europe/London"]

  init(number: Int, events: Int, bookings: Int, at now: Instant) throws {
    var numbers = SeededNumbers(seed: UInt64(number))
    let birth = now.microseconds / 1_000
    (id, calendar, schedule) = (numbers.id(at: birth), numbers.id(at: birth), numbers.id(at: birth))
    link = numbers.id(at: birth)
    username = "load-\(number)"
    zone = try Zone.named(Self.zones[number % Self.zones.count])
    hours = (1...5).map { (numbers.id(at: birth), $0) }

    let coming = (events: min(events, Self.coming.events), bookings: min(bookings, Self.coming.bookings))
    let past = (events: events - coming.events, bookings: bookings - coming.bookings)
    let today = zone.local(now).date
    let starts =
      Self.comingPlaces(coming.events + coming.bookings, after: today, in: zone, &numbers)
      + Self.pastPlaces(past.events + past.bookings, before: today, in: zone)
    let areBooked =
      Self.mixed(coming.events, coming.bookings, &numbers) + Self.mixed(past.events, past.bookings, &numbers)
    meetings = zip(starts, areBooked).map { start, isBooked in
      Meeting(
        event: numbers.id(at: birth), time: TimeRange(from: start, to: start.adding(minutes: 30)),
        booking: isBooked ? Booking(at: birth, &numbers) : nil)
    }
  }

  /// So many of either, in no order.
  private static func mixed(_ events: Int, _ bookings: Int, _ numbers: inout SeededNumbers) -> [Bool] {
    (Array(repeating: false, count: events) + Array(repeating: true, count: bookings)).shuffled(using: &numbers)
  }

  private static func comingPlaces(
    _ count: Int, after today: LocalDate, in zone: Zone, _ numbers: inout SeededNumbers
  ) -> [Instant] {
    let dates = (1...).lazy.map { today.adding(days: $0) }.filter(isWeekday).prefix(comingWeekdays)
    let places = dates.flatMap { date in (0..<placesPerDay).map { place(date, $0, in: zone) } }
    return places.shuffled(using: &numbers).prefix(count).sorted()
  }

  private static func pastPlaces(_ count: Int, before today: LocalDate, in zone: Zone) -> [Instant] {
    let days = (count + pastMeetingsPerDay - 1) / pastMeetingsPerDay
    let dates = (1...).lazy.map { today.adding(days: -$0) }.filter(isWeekday).prefix(days)
    return Array(dates.flatMap { date in (0..<pastMeetingsPerDay).map { place(date, $0, in: zone) } }.prefix(count))
  }

  private static func isWeekday(_ date: LocalDate) -> Bool {
    date.weekday != .saturday && date.weekday != .sunday
  }

  private static func place(_ date: LocalDate, _ number: Int, in zone: Zone) -> Instant {
    zone.instant(of: LocalDateTime(date: date, time: .midnight).adding(seconds: 9 * 3_600 + number * 1_800))
  }
}

extension LoadedOwner.Booking {
  fileprivate init(at milliseconds: Int64, _ numbers: inout SeededNumbers) {
    (id, attendee) = (numbers.id(at: milliseconds), numbers.id(at: milliseconds))
    (nonce, tokenHash) = (numbers.bytes(16), numbers.bytes(32))
    key = "load-\(numbers.next())"
  }
}
