import CivilTime

/// Walks rules whose periods all have one length: by the second, minute, hour and day. It steps from one period that
/// the interval reaches to the next, and leaps over days, hours and minutes that are not let through.
struct StepWalk {
  private let plan: RulePlan
  private let unit: Int
  private let step: Int

  /// The begin of the period the first occurrence lies in.
  private let anchor: Int
  private var judgedDay = (day: Int.min, isAllowed: false)

  init(_ plan: RulePlan, unit: Int) {
    self.plan = plan
    self.unit = unit
    step = unit * plan.interval
    anchor = floorDivide(plan.start, by: unit) * unit
  }

  mutating func run(into collector: inout StartCollector) throws(ExpansionError) {
    var period = try begin(&collector)
    while !collector.isFinished, period <= collector.bounds.upperBound {
      try collector.spend(1)
      if let leap = leap(from: period) {
        period = reached(from: leap)
      } else {
        try take(period, into: &collector)
        period += step
      }
    }
  }

  /// The first period worth looking at. Where all are alike, those before the bounds are counted in one go.
  private func begin(_ collector: inout StartCollector) throws(ExpansionError) -> Int {
    let target = reached(from: max(anchor, collector.bounds.lowerBound - unit + 1))
    guard collector.isCounting, target > anchor else { return target }
    guard plan.days.letsAllThrough, plan.hours == nil, plan.minutes == nil, plan.seconds == nil else { return anchor }
    collector.count(plan.times.count { anchor + $0 > plan.start } + ((target - anchor) / step - 1) * plan.times.count)
    return target
  }

  private func take(_ period: Int, into collector: inout StartCollector) throws(ExpansionError) {
    if period + unit <= collector.bounds.lowerBound, period > plan.start {
      collector.count(plan.times.count)
      return
    }
    for time in plan.times {
      try collector.take(period + time)
      if collector.isFinished { return }
    }
    try collector.spend(plan.times.count)
  }

  /// Where to go on from a period that is not let through; nil for one that is.
  private mutating func leap(from period: Int) -> Int? {
    let day = floorDivide(period, by: LocalTime.secondsPerDay)
    if !allows(day) { return (day + 1) * LocalTime.secondsPerDay }
    let second = period - day * LocalTime.secondsPerDay
    if let hours = plan.hours, hours >> UInt64(second / 3_600) & 1 == 0 { return period - second % 3_600 + 3_600 }
    if let minutes = plan.minutes, minutes >> UInt64(second / 60 % 60) & 1 == 0 { return period - second % 60 + 60 }
    if let seconds = plan.seconds, seconds >> UInt64(second % 60) & 1 == 0 { return period + 1 }
    return nil
  }

  private mutating func allows(_ day: Int) -> Bool {
    if plan.days.letsAllThrough { return true }
    if judgedDay.day != day { judgedDay = (day, plan.days.allows(day: day)) }
    return judgedDay.isAllowed
  }

  /// The first period at that time or later which the interval reaches.
  private func reached(from time: Int) -> Int {
    anchor + (time - anchor + step - 1) / step * step
  }
}

/// Division that rounds towards the past; `by` is positive.
func floorDivide(_ value: Int, by divisor: Int) -> Int {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? quotient - 1 : quotient
}
