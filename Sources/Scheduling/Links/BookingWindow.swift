public import CivilTime

/// On which dates, in the schedule's zone, a link may be booked (rule 13). Before now nothing can be booked anyway: that
/// is the notice's matter.
public enum BookingWindow: Hashable, Sendable {
  /// Up to and with the date so many days after today.
  case daysAhead(Int)

  /// From the first date to the last, both included.
  case dates(ClosedRange<LocalDate>)
}
