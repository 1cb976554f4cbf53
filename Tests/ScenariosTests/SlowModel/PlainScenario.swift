/// A scenario as a person would tell it, in plain values that may be changed at will; the slow model decides it, and
/// its JSON is what the real reader gets.
struct PlainScenario: Equatable, Sendable {
  /// Minutes of a day, `[from, to)`.
  struct Window: Equatable, Sendable {
    var from: Int
    var to: Int
  }

  struct Override: Equatable, Sendable {
    var day: PlainDay
    var windows: [Window]
  }

  struct Link: Equatable, Sendable {
    var duration: Int
    var increment: Int?
    var bufferBefore: Int?
    var bufferAfter: Int?
    var notice: Int?
    var daysAhead: Int?
    var dailyLimit: Int?
    var weeklyLimit: Int?
    var seats: Int?
    var hours: [[Window]]?
    var bookable: Days?
  }

  /// Both ends are included.
  struct Days: Equatable, Sendable {
    var from: PlainDay
    var to: PlainDay
  }

  struct Event: Equatable, Sendable {
    var start: PlainMoment
    var end: PlainMoment
    var zone: String?
    var isAllDay = false
    var rule: PlainRule?
    var exdates: [PlainMoment] = []
    var instances: [Instance] = []
    var status: String?
    var transparency: String?
    var response: String?
    /// The offset in which its instants are written; it means nothing.
    var minutesAhead = 0
  }

  /// One occurrence that was moved, or cancelled where it has no stretch.
  struct Instance: Equatable, Sendable {
    var original: PlainMoment
    var start: PlainMoment?
    var end: PlainMoment?
  }

  struct Booking: Equatable, Sendable {
    var start: PlainInstant
    var end: PlainInstant
    var bufferBefore: Int?
    var bufferAfter: Int?
    var status: String?
    var guests: Int?
    var isOtherLink = false
  }

  var now: PlainInstant
  var zone: String
  /// 0 is Monday.
  var weekStart: Int?
  /// Seven lists, Monday's first.
  var hours: [[Window]]
  var overrides: [Override] = []
  var link: Link
  var events: [Event] = []
  var bookings: [Booking] = []
  var guestZone: String
  var dates: Days
}

/// An instant, a reading of a clock, or a day: the three ways to write when.
enum PlainMoment: Equatable, Sendable {
  case instant(PlainInstant)
  case reading(PlainReading)
  case day(PlainDay)
}

/// The part of RFC 5545's rules that the slow model knows.
struct PlainRule: Equatable, Sendable {
  enum Frequency: String, Sendable { case daily, weekly, monthly, yearly }

  /// `2TU`, `-1FR`; ordinal 0 is every one.
  struct NumberedWeekday: Equatable, Sendable {
    var ordinal = 0
    var weekday: Int
  }

  var frequency: Frequency
  var interval: Int?
  var count: Int?
  var until: PlainMoment?
  var weekdays: [NumberedWeekday] = []
  var monthDays: [Int] = []
  var weekStart: Int?
}
