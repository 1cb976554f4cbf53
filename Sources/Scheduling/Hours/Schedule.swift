public import CivilTime

/// The windows of one date that differ from the week's; none close the day. They take the place of the whole day.
public struct DateOverride: Hashable, Sendable {
  public let date: LocalDate
  public let hours: DayHours

  public init(date: LocalDate, hours: DayHours) {
    self.date = date
    self.hours = hours
  }
}

/// When an owner takes meetings: weekly hours and the dates that differ, all civil time in one zone (rules 4 and 5).
public struct Schedule: Hashable, Sendable {
  public let zone: Zone

  /// The first day of the owner's week, which a weekly limit counts by.
  public let weekStart: Weekday
  public let hours: WeeklyHours

  /// In order of their dates, one a date.
  public let overrides: [DateOverride]

  /// Several overrides of one date, as rows of a table give them, are one with the windows of all.
  public init(zone: Zone, weekStart: Weekday = .monday, hours: WeeklyHours, overrides: [DateOverride] = []) {
    self.zone = zone
    self.weekStart = weekStart
    self.hours = hours
    var byDate: [LocalDate: [Window]] = [:]
    for override in overrides { byDate[override.date, default: []] += override.hours.windows }
    self.overrides = byDate.sorted { $0.key < $1.key }.map { DateOverride(date: $0.key, hours: DayHours($0.value)) }
  }

  /// Rule 5: a link's own weekly hours take the place of the schedule's; the overrides stay.
  public func keeping(_ ownHours: WeeklyHours?) -> Schedule {
    guard let ownHours else { return self }
    return Schedule(zone: zone, weekStart: weekStart, hours: ownHours, sortedOverrides: overrides)
  }

  public func hours(on date: LocalDate) -> DayHours {
    let index = firstOverride(from: date)
    if index < overrides.count, overrides[index].date == date { return overrides[index].hours }
    return hours[date.weekday]
  }

  /// Whether these dates differ already as they are to.
  public func holds(_ change: DatesChange) -> Bool {
    (change.dates.lowerBound.dayNumber...change.dates.upperBound.dayNumber).allSatisfy { number in
      let date = LocalDate(dayNumber: number)
      let index = firstOverride(from: date)
      return index < overrides.count && overrides[index] == DateOverride(date: date, hours: change.hours)
    }
  }

  private func firstOverride(from date: LocalDate) -> Int {
    var low = 0
    var high = overrides.count
    while low < high {
      let middle = (low + high) / 2
      if overrides[middle].date < date { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private init(zone: Zone, weekStart: Weekday, hours: WeeklyHours, sortedOverrides: [DateOverride]) {
    self.zone = zone
    self.weekStart = weekStart
    self.hours = hours
    overrides = sortedOverrides
  }
}
