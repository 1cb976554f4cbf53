extension PlainRule {
  /// Rule 17, the RFC's part of it: whether the rule alone gives this day, for an event that first begins on `first`.
  func gives(_ day: PlainDay, first: PlainDay) -> Bool {
    switch frequency {
    case .daily: (day - first) % (interval ?? 1) == 0 && isNamed(day)
    case .weekly: weeks(from: first, to: day) % (interval ?? 1) == 0 && isNamedInWeek(day, first: first)
    case .monthly: months(from: first, to: day) % (interval ?? 1) == 0 && isNamedInMonth(day, first: first)
    case .yearly: years(from: first, to: day) % (interval ?? 1) == 0 && isAnniversary(day, of: first)
    }
  }

  private func weeks(from first: PlainDay, to day: PlainDay) -> Int {
    let weekday = weekStart ?? 0
    return (PlainCalendar.weekStart(of: day, first: weekday) - PlainCalendar.weekStart(of: first, first: weekday)) / 7
  }

  private func months(from first: PlainDay, to day: PlainDay) -> Int {
    let (from, to) = (PlainCalendar.date(first), PlainCalendar.date(day))
    return (to.year - from.year) * 12 + to.month - from.month
  }

  private func years(from first: PlainDay, to day: PlainDay) -> Int {
    PlainCalendar.date(day).year - PlainCalendar.date(first).year
  }

  /// A day whose month has no such date, as 31 April or 29 February, is nobody's anniversary.
  private func isAnniversary(_ day: PlainDay, of first: PlainDay) -> Bool {
    let (from, to) = (PlainCalendar.date(first), PlainCalendar.date(day))
    return from.month == to.month && from.date == to.date
  }

  private func isNamedInWeek(_ day: PlainDay, first: PlainDay) -> Bool {
    weekdays.isEmpty ? PlainCalendar.weekday(day) == PlainCalendar.weekday(first) : isNamed(day)
  }

  private func isNamedInMonth(_ day: PlainDay, first: PlainDay) -> Bool {
    guard weekdays.isEmpty && monthDays.isEmpty else { return isNamed(day) }
    return PlainCalendar.date(day).date == PlainCalendar.date(first).date
  }

  /// Named by every part that names days.
  private func isNamed(_ day: PlainDay) -> Bool {
    (weekdays.isEmpty || weekdays.contains { names($0, day) })
      && (monthDays.isEmpty || monthDays.contains { names(monthDay: $0, day) })
  }

  private func names(_ named: NumberedWeekday, _ day: PlainDay) -> Bool {
    guard named.weekday == PlainCalendar.weekday(day) else { return false }
    guard named.ordinal != 0 else { return true }
    let (year, month, date) = PlainCalendar.date(day)
    if named.ordinal > 0 { return (date + 6) / 7 == named.ordinal }
    return (PlainCalendar.length(ofMonth: month, in: year) - date) / 7 + 1 == -named.ordinal
  }

  private func names(monthDay: Int, _ day: PlainDay) -> Bool {
    let (year, month, date) = PlainCalendar.date(day)
    return monthDay > 0 ? date == monthDay : date == PlainCalendar.length(ofMonth: month, in: year) + 1 + monthDay
  }
}
