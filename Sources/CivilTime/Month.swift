/// A month of a year: what a calendar page shows, and the step from one page to the next. Steps beyond the calendar's
/// ends (years 1 … 9999) stay at its ends.
public struct Month: Hashable, Comparable, Sendable {
  private let monthsSinceYear1: Int32

  private static let count = 9999 * 12

  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    monthsSinceYear1 = Int32((year - 1) * 12 + month - 1)
  }

  /// The month this date is in.
  public init(_ date: LocalDate) {
    let (year, month, _) = date.parts
    monthsSinceYear1 = Int32((year - 1) * 12 + month - 1)
  }

  public var year: Int { Int(monthsSinceYear1) / 12 + 1 }

  /// 1 … 12.
  public var month: Int { Int(monthsSinceYear1) % 12 + 1 }

  public var first: LocalDate {
    LocalDate(dayNumber: LocalDate.dayNumber(year: year, month: month, day: 1))
  }

  public var last: LocalDate { first.adding(days: dayCount - 1) }

  public var dates: ClosedRange<LocalDate> { first...last }

  public var dayCount: Int { LocalDate.dayCount(month: month, year: year) }

  public func adding(months: Int) -> Month {
    let (sum, overflow) = Int(monthsSinceYear1).addingReportingOverflow(months)
    let bounded = overflow ? (months < 0 ? 0 : Self.count - 1) : max(0, min(sum, Self.count - 1))
    return Month(monthsSinceYear1: Int32(bounded))
  }

  private init(monthsSinceYear1: Int32) {
    self.monthsSinceYear1 = monthsSinceYear1
  }

  /// The grid of a month page: whole weeks, so the first and last one may hold days of the months beside. At the very
  /// ends of the calendar those days are missing.
  public func weeks(startingOn firstWeekday: Weekday) -> [[LocalDate]] {
    var weeks: [[LocalDate]] = []
    var weekStart = first.dayNumber - first.weekday.days(after: firstWeekday)
    while weekStart <= last.dayNumber {
      let days = weekStart..<weekStart + 7
      weeks.append(
        days.clamped(to: LocalDate.firstDayNumber..<LocalDate.lastDayNumber + 1).map { LocalDate(dayNumber: $0) })
      weekStart += 7
    }
    return weeks
  }

  public static func < (left: Month, right: Month) -> Bool {
    left.monthsSinceYear1 < right.monthsSinceYear1
  }
}

extension Month: LosslessStringConvertible {
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  /// `2026-11`.
  public init?(utf8 text: Span<UInt8>) {
    guard let month = parse(text, Self.read) else { return nil }
    self = month
  }

  /// `2026-11`.
  public var description: String {
    var output: [UInt8] = []
    output.append(year, digits: 4)
    output.append(ASCII.hyphen)
    output.append(month, digits: 2)
    return String(decoding: output, as: UTF8.self)
  }

  private static func read(_ scanner: inout TextScanner) -> Month? {
    guard let year = scanner.number(digits: 4), scanner.take(ASCII.hyphen), let month = scanner.number(digits: 2)
    else { return nil }
    return Month(year: year, month: month)
  }
}
