public import CivilTime

/// Why a start cannot be booked: the rule that takes it away and what it met. Where several do, the one with the lowest
/// number is given.
public enum Reason: Hashable, Sendable {
  /// Rule 4: no window holds the start.
  case outsideHours

  /// Rule 7: the start lies in a window, but not on its grid.
  case offGrid

  /// Rule 8: the meeting would reach beyond the end of the hours.
  case endsOutsideHours(closing: Instant)

  /// Rule 10: an event is in the way. Of several, the one that begins first.
  case busy(event: Int)

  /// Rule 11: a booking is in the way, buffers included. Of several, the one whose blocked stretch begins first; it
  /// is full where it belongs to a meeting of this link with this very start whose seats are all taken (rule 19).
  case booked(booking: Int, isFull: Bool)

  /// Rule 12: less notice than the host asks for.
  case tooSoon(earliest: Instant)

  /// Rule 13: before the first or after the last date that may be booked; without a first date there is only a last.
  case outsideBookingWindow(first: LocalDate?, last: LocalDate)

  /// Rule 14: the link has its meetings of that date, or of the week that begins on that date.
  case dailyLimit(Int, on: LocalDate)
  case weeklyLimit(Int, weekOf: LocalDate)

  /// The number of the rule, as the rules of time count them.
  public var rule: Int {
    switch self {
    case .outsideHours: 4
    case .offGrid: 7
    case .endsOutsideHours: 8
    case .busy: 10
    case .booked: 11
    case .tooSoon: 12
    case .outsideBookingWindow: 13
    case .dailyLimit, .weeklyLimit: 14
    }
  }
}

extension Reason: CustomStringConvertible {
  /// What the start met, in a few words for those who try the rules by hand.
  public var description: String {
    switch self {
    case .outsideHours: "no hours"
    case .offGrid: "not on the grid"
    case .endsOutsideHours(let closing): "hours end at \(closing)"
    case .busy(let event): "event \(event)"
    case .booked(let booking, let isFull): isFull ? "booking \(booking), full" : "booking \(booking)"
    case .tooSoon(let earliest): "notice until \(earliest)"
    case .outsideBookingWindow(let first?, let last): "bookable from \(first) to \(last)"
    case .outsideBookingWindow(nil, let last): "bookable to \(last)"
    case .dailyLimit(let limit, let date): "daily limit \(limit) on \(date)"
    case .weeklyLimit(let limit, let week): "weekly limit \(limit) in the week of \(week)"
    }
  }
}
