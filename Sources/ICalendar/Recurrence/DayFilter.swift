import CivilTime

/// Which days a rule's parts let through. All parts must agree; a part that is not there agrees with every day.
struct DayFilter {
  private let months: UInt16
  private let monthDays: SignedSet
  private let yearDays: SignedSet
  private let weekNumbers: SignedSet
  private let weekdays: UInt8
  private var numbered: [SignedSet] = []
  private let numbersCountInMonth: Bool
  private let weekStart: Weekday

  private static let everyMonth: UInt16 = 0b1_1111_1111_1110

  init(_ parts: RecurrenceRule.Parts, in frequency: RecurrenceRule.Frequency, weekStart: Weekday) {
    months = parts.months.isEmpty ? Self.everyMonth : parts.months.reduce(0) { $0 | 1 << UInt16($1) }
    monthDays = SignedSet(parts.monthDays)
    yearDays = SignedSet(parts.yearDays)
    weekNumbers = SignedSet(parts.weekNumbers)
    weekdays = parts.weekdays.reduce(0) { $1.ordinal == nil ? $0 | 1 << UInt8($1.weekday.rawValue) : $0 }
    if parts.weekdays.contains(where: { $0.ordinal != nil }) {
      numbered = Weekday.allCases.map { weekday in
        SignedSet(parts.weekdays.filter { $0.weekday == weekday }.compactMap(\.ordinal))
      }
    }
    numbersCountInMonth = frequency == .monthly || !parts.months.isEmpty
    self.weekStart = weekStart
  }

  /// Whether no day is ever turned away.
  var letsAllThrough: Bool {
    hasNoDateParts && weekdays == 0 && numbered.isEmpty
  }

  /// Whether a day's weekday alone decides.
  var hasNoDateParts: Bool {
    months == Self.everyMonth && monthDays.isEmpty && yearDays.isEmpty && weekNumbers.isEmpty
  }

  func allows(month: Int) -> Bool {
    months >> UInt16(month) & 1 == 1
  }

  func allows(_ weekday: Weekday) -> Bool {
    weekdays >> UInt8(weekday.rawValue) & 1 == 1
  }

  /// A day by its number since 1970, for those who come upon single days.
  func allows(day: Int) -> Bool {
    let date = LocalDate(dayNumber: day)
    if hasNoDateParts, numbered.isEmpty { return weekdays == 0 || allows(date.weekday) }
    let (year, month, dayOfMonth) = date.parts
    return allows(month: month) && allows(dayOfMonth, of: month, in: YearShape(year))
  }

  /// A day of a month that is itself let through.
  func allows(_ day: Int, of month: Int, in year: YearShape) -> Bool {
    let dayOfYear = year.dayBefore(month: month) + day
    if !monthDays.isEmpty, !monthDays.contains(day, of: year.length(of: month)) { return false }
    if !yearDays.isEmpty, !yearDays.contains(dayOfYear, of: year.length) { return false }
    if weekdays != 0 || !numbered.isEmpty {
      let weekday = year.weekday(dayOfYear: dayOfYear)
      let (place, count) =
        numbersCountInMonth ? (day, year.length(of: month)) : (dayOfYear, year.length)
      guard allows(weekday) || isNumbered(weekday, place: place, of: count) else { return false }
    }
    return weekNumbers.isEmpty || isInNumberedWeek(dayOfYear, year)
  }

  /// The n-th such weekday of a month or year is the one whose place lies in its n-th seven days.
  private func isNumbered(_ weekday: Weekday, place: Int, of count: Int) -> Bool {
    guard !numbered.isEmpty else { return false }
    let nth = (place - 1) / 7 + 1
    let afterIt = (count - place) / 7
    return numbered[weekday.rawValue].contains(nth, of: nth + afterIt)
  }

  /// A week belongs to the year that has four of its days; the first and last days of a year may lie in a week of
  /// another.
  private func isInNumberedWeek(_ dayOfYear: Int, _ year: YearShape) -> Bool {
    let first = year.firstWeek(startingOn: weekStart)
    let next = year.next.firstWeek(startingOn: weekStart)
    let day = year.firstDay + dayOfYear - 1
    if day < first {
      let before = year.previous.firstWeek(startingOn: weekStart)
      return weekNumbers.contains((day - before) / 7 + 1, of: (first - before) / 7)
    }
    if day >= next {
      return weekNumbers.contains(1, of: (year.next.next.firstWeek(startingOn: weekStart) - next) / 7)
    }
    return weekNumbers.contains((day - first) / 7 + 1, of: (next - first) / 7)
  }
}
