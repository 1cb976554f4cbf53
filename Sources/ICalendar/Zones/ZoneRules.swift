import CivilTime

/// The rules a VTIMEZONE itself gives: for each of its STANDARD and DAYLIGHT parts, when the clocks are put to it and how
/// far ahead of UTC they then are.
///
/// To find the changes of clocks the parts' own recurrence rules are followed from 1900 to 2100; beyond, the last offset
/// stays. Before the first change the clocks show what that change put an end to.
struct ZoneRules {
  private struct Change: Hashable {
    let at: Int
    let offset: Int
    let isSummerTime: Bool
  }

  /// In order of time.
  private var changes: [Change] = []
  private var firstOffset = 0

  /// Five a year, more than any zone ever had.
  private static let mostChanges = 1_000
  private static let years = TimeRange(
    from: Instant(seconds: YearShape(1_900).firstDay * LocalTime.secondsPerDay),
    to: Instant(seconds: YearShape(2_101).firstDay * LocalTime.secondsPerDay))

  /// Nil where a part is not understood: rules with a hole are none.
  init?(_ definition: Component) {
    let parts = definition.components.filter { $0.name == "STANDARD" || $0.name == "DAYLIGHT" }
    guard !parts.isEmpty else { return nil }
    var earliest = (at: Int.max, before: 0)
    for part in parts {
      guard let rules = try? Part(part), let starts = rules.starts(in: Self.years) else { return nil }
      changes += starts.map { Change(at: $0, offset: rules.after, isSummerTime: rules.isSummerTime) }
      guard changes.count <= Self.mostChanges else { return nil }
      if rules.first < earliest.at { earliest = (rules.first, rules.before) }
    }
    changes.sort { ($0.at, $0.offset) < ($1.at, $1.offset) }
    firstOffset = earliest.before
  }

  /// The first of the known zones whose clocks agree with these throughout those years.
  func knownZone(in years: ClosedRange<Int>) -> Zone? {
    guard let own = zone(named: "") else { return nil }
    let range = TimeRange(
      from: Instant(seconds: YearShape(years.lowerBound).firstDay * LocalTime.secondsPerDay),
      to: Instant(seconds: YearShape(years.upperBound + 1).firstDay * LocalTime.secondsPerDay))
    let wanted = own.clockChanges(in: range)
    for name in Self.candidates {
      guard let zone = try? Zone.named(name) else { continue }
      if zone.offset(at: range.start) == own.offset(at: range.start), zone.clockChanges(in: range) == wanted {
        return zone
      }
    }
    return nil
  }

  /// Those that most people mean first, then all that Windows knows, by name.
  private static let candidates =
    [
      "Etc/UTC", "Europe/London", "Europe/Berlin", "Europe/Helsinki", "Europe/Moscow", "America/New_York",
      "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Dubai", "Asia/Kolkata",
      "Asia/Bangkok", "Asia/Shanghai", "Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland",
    ] + Set(WindowsZones.names.values).sorted()

  /// A zone that follows these rules, made as a zone's file is.
  func zone(named name: String) -> Zone? {
    var file = ZoneFileBytes(firstOffset: firstOffset)
    for change in changes { file.append(at: change.at, offset: change.offset, isSummerTime: change.isSummerTime) }
    return try? Zone(name: name, tzif: file.bytes)
  }
}

extension ZoneRules {
  /// One STANDARD or DAYLIGHT.
  private struct Part {
    let before, after: Int
    let isSummerTime: Bool
    private let series: Recurrence
    private let zone: Zone

    init(_ component: Component) throws(ReadingError) {
      if let defect = component.defect { throw defect }
      before = try Self.offset(component, "TZOFFSETFROM")
      after = try Self.offset(component, "TZOFFSETTO")
      isSummerTime = component.name == "DAYLIGHT"
      guard let start = try component.property("DTSTART"), case .civil(let first) = WrittenTime(start.value),
        let zone = Zone(offset: before)
      else { throw component.error(.badValue(property: "DTSTART")) }
      self.zone = zone
      var series = Recurrence(.clock(first, in: zone, lasting: 0))
      if let rule = try component.property("RRULE") {
        series.rule = try Self.yearly(rule)
      }
      for property in component.properties("RDATE") {
        for text in property.value.split(separator: ",") {
          guard case .civil(let reading) = WrittenTime(text) else { throw property.badValue }
          series.added.append(.start(.civil(reading)))
        }
      }
      self.series = series
    }

    /// Clocks are changed by the year. Any other rule is a trick to keep us counting; so is one that must be counted
    /// from its beginning.
    private static func yearly(_ property: Property) throws(ReadingError) -> RecurrenceRule {
      guard let rule = try? RecurrenceRule(property.value), rule.frequency == .yearly else { throw property.badValue }
      if case .count = rule.end { throw property.badValue }
      return rule
    }

    /// The first change, in seconds since 1970.
    var first: Int { series.timing.range(allDayIn: zone).start.seconds }

    /// All changes within the years, and the first one even if it lies before them.
    func starts(in years: TimeRange) -> [Int]? {
      guard let found = try? series.occurrences(in: years, allDayIn: zone) else { return nil }
      return Set(found.map(\.range.start.seconds) + [first]).sorted()
    }

    /// +0100, -033000.
    private static func offset(_ component: Component, _ name: String) throws(ReadingError) -> Int {
      guard let property = try component.property(name) else { throw component.error(.missing(property: name)) }
      let text = property.value.trimmingBlanks
      let digits = text.dropFirst()
      guard let sign = text.first, sign == "+" || sign == "-", digits.utf8.count == 4 || digits.utf8.count == 6,
        let number = Int(digits: digits)
      else { throw property.badValue }
      let clock = digits.utf8.count == 4 ? number * 100 : number
      guard clock / 10_000 < 24, clock / 100 % 100 < 60, clock % 100 < 60 else { throw property.badValue }
      let seconds = clock / 10_000 * 3_600 + clock / 100 % 100 * 60 + clock % 100
      return sign == "-" ? -seconds : seconds
    }
  }
}

extension Zone {
  /// The changes that move the clocks, without those that only give the time another name.
  fileprivate func clockChanges(in range: TimeRange) -> [ClockChange] {
    transitions(in: range).filter { $0.offsetBefore != $0.offsetAfter }.map {
      ClockChange(at: $0.instant, offset: $0.offsetAfter)
    }
  }
}

private struct ClockChange: Equatable {
  let at: Instant
  let offset: Int
}
