import CivilTime

/// Walks rules by the week, month and year: lists the days of each period the interval reaches, and takes their times.
struct SetWalk {
  private let plan: RulePlan
  private let startDate: LocalDate
  private var days: [Int] = []

  init(_ plan: RulePlan) {
    self.plan = plan
    startDate = LocalDateTime(wallSeconds: plan.start).date
  }

  mutating func run(into collector: inout StartCollector) throws(ExpansionError) {
    var number = try begin(&collector)
    while !collector.isFinished {
      let begin = list(period: number)
      guard begin <= LocalDate.lastDayNumber, begin * LocalTime.secondsPerDay <= collector.bounds.upperBound else {
        return
      }
      try collector.spend(plan.frequency == .yearly ? 366 : 31)
      try takeDays(into: &collector)
      number += 1
    }
  }

  /// The first period worth looking at, counted from the one the first occurrence lies in. Where all weeks are alike,
  /// those before the bounds are counted in one go.
  private mutating func begin(_ collector: inout StartCollector) throws(ExpansionError) -> Int {
    let date = LocalDateTime(wallSeconds: max(plan.start, collector.bounds.lowerBound)).date
    let number = distance(to: date) / plan.interval
    guard collector.isCounting, number > 1 else { return collector.isCounting ? 0 : number }
    guard plan.frequency == .weekly, plan.days.hasNoDateParts else { return 0 }
    _ = list(period: 0)
    try takeDays(into: &collector)
    _ = list(period: 1)
    let all = days.count * plan.times.count
    collector.count((number - 1) * (plan.positions.isEmpty ? all : RulePlan.chosen(plan.positions, of: all).count))
    return number
  }

  /// How many weeks, months or years the date's lies after the first occurrence's.
  private func distance(to date: LocalDate) -> Int {
    switch plan.frequency {
    case .weekly:
      date.startOfWeek(on: plan.weekStart).days(since: startDate.startOfWeek(on: plan.weekStart)) / 7
    case .monthly: (date.year - startDate.year) * 12 + date.month - startDate.month
    default: date.year - startDate.year
    }
  }

  /// Fills `days` with the period's days that are let through, rising, and answers its first day.
  private mutating func list(period number: Int) -> Int {
    days.removeAll(keepingCapacity: true)
    switch plan.frequency {
    case .weekly:
      let first = startDate.dayNumber - startDate.weekday.days(after: plan.weekStart) + number * plan.interval * 7
      for day in first..<first + 7 where isOnCalendar(day) && plan.days.allows(day: day) { days.append(day) }
      return first
    case .monthly:
      let month = startDate.year * 12 + startDate.month - 1 + number * plan.interval
      let year = YearShape(month / 12)
      guard year.year <= LocalDate.last.year else { return .max }
      list(month: month % 12 + 1, of: year)
      return year.firstDay + year.dayBefore(month: month % 12 + 1)
    default:
      let year = YearShape(startDate.year + number * plan.interval)
      guard year.year <= LocalDate.last.year else { return .max }
      for month in 1...12 { list(month: month, of: year) }
      return year.firstDay
    }
  }

  private mutating func list(month: Int, of year: YearShape) {
    guard plan.days.allows(month: month) else { return }
    let before = year.firstDay + year.dayBefore(month: month) - 1
    for day in 1...year.length(of: month) where plan.days.allows(day, of: month, in: year) {
      days.append(before + day)
    }
  }

  private func isOnCalendar(_ day: Int) -> Bool {
    day >= LocalDate.firstDayNumber && day <= LocalDate.lastDayNumber
  }

  private func takeDays(into collector: inout StartCollector) throws(ExpansionError) {
    if plan.positions.isEmpty { try takeAll(into: &collector) } else { try takeChosen(into: &collector) }
  }

  private func takeAll(into collector: inout StartCollector) throws(ExpansionError) {
    for day in days {
      let midnight = day * LocalTime.secondsPerDay
      if midnight + LocalTime.secondsPerDay <= collector.bounds.lowerBound, midnight > plan.start {
        collector.count(plan.times.count)
        continue
      }
      try collector.spend(plan.times.count)
      for time in plan.times {
        try collector.take(midnight + time)
        if collector.isFinished { return }
      }
    }
  }

  /// BYSETPOS counts through all times of all days of the period, also those before the first occurrence.
  private func takeChosen(into collector: inout StartCollector) throws(ExpansionError) {
    try collector.spend(plan.positions.count)
    for place in RulePlan.chosen(plan.positions, of: days.count * plan.times.count) {
      let (day, time) = place.quotientAndRemainder(dividingBy: plan.times.count)
      try collector.take(days[day] * LocalTime.secondsPerDay + plan.times[time])
      if collector.isFinished { return }
    }
  }
}
