import CivilTime

/// Writes a zone as a VTIMEZONE, for readers that do not know its name or do not believe it.
///
/// It speaks of the years asked for and the one before them. A change of clocks that comes every year by one rule is
/// written as that rule, without an end; others are written date by date, up to the last year asked for.
struct ZoneWriting {
  private let zone: Zone
  private let years: ClosedRange<Int>

  /// In 28 years a date falls on every weekday, in leap years too: what holds so long is a rule.
  private static let proof = 28

  init(_ zone: Zone, years: ClosedRange<Int>) {
    self.zone = zone
    self.years = years
  }

  func write(to writer: inout TextWriter) {
    writer.begin("VTIMEZONE")
    writer.write("TZID", text: zone.name)
    let changes = changes()
    if !changes.contains(where: { $0.reading.date.year < years.lowerBound }) { writeBeginning(to: &writer) }
    var kinds: [ClockKind] = []
    for change in changes where !kinds.contains(change.kind) { kinds.append(change.kind) }
    for kind in kinds { write(kind, changes.filter { $0.kind == kind }.map(\.reading), to: &writer) }
    writer.end("VTIMEZONE")
  }

  private func changes() -> [ClockKind.Change] {
    let range = TimeRange(from: begin(of: years.lowerBound - 1), to: begin(of: years.upperBound + 1 + Self.proof))
    return zone.transitions(in: range).filter { $0.offsetBefore != $0.offsetAfter }.map { transition in
      ClockKind.Change(
        kind: ClockKind(transition, in: zone),
        // The change is written as the clock reads that is about to be changed.
        reading: LocalDateTime(wallSeconds: transition.instant.seconds + transition.offsetBefore))
    }
  }

  private func begin(of year: Int) -> Instant {
    Instant(seconds: YearShape(year).firstDay * LocalTime.secondsPerDay)
  }

  /// For a zone whose clocks were last changed long before, or never.
  private func writeBeginning(to writer: inout TextWriter) {
    let begin = begin(of: years.lowerBound - 1)
    let offset = zone.offset(at: begin)
    let kind = ClockKind(before: offset, after: offset, name: zone.abbreviation(at: begin), isDaylight: false)
    kind.write([LocalDateTime(wallSeconds: begin.seconds)], rule: nil, to: &writer)
  }

  private func write(_ kind: ClockKind, _ readings: [LocalDateTime], to writer: inout TextWriter) {
    let rule = YearlyRule(endOf: readings)
    if let rule, rule.count >= Self.proof {
      let single = readings.dropLast(rule.count)
      if !single.isEmpty { kind.write(Array(single), rule: nil, to: &writer) }
      kind.write([readings[readings.count - rule.count]], rule: rule.text, to: &writer)
    } else {
      let asked = readings.filter { $0.date.year <= years.upperBound + 1 }
      if !asked.isEmpty { kind.write(asked, rule: nil, to: &writer) }
    }
  }
}

/// What the clocks are changed from and to.
private struct ClockKind: Hashable {
  let before, after: Int
  let name: String
  let isDaylight: Bool

  struct Change {
    let kind: ClockKind
    let reading: LocalDateTime
  }

  func write(_ readings: [LocalDateTime], rule: String?, to writer: inout TextWriter) {
    let component = isDaylight ? "DAYLIGHT" : "STANDARD"
    writer.begin(component)
    writer.write("DTSTART", WrittenTime.text(readings[0]))
    writer.write("TZOFFSETFROM", Self.text(before))
    writer.write("TZOFFSETTO", Self.text(after))
    writer.write("TZNAME", text: name)
    if let rule { writer.write("RRULE", rule) }
    for reading in readings.dropFirst() { writer.write("RDATE", WrittenTime.text(reading)) }
    writer.end(component)
  }

  /// +0100, and +003000 for the odd seconds of old times.
  private static func text(_ offset: Int) -> String {
    let seconds = abs(offset)
    let text = WrittenTime.digits(seconds / 3_600, 2) + WrittenTime.digits(seconds / 60 % 60, 2)
    return (offset < 0 ? "-" : "+") + text + (seconds % 60 == 0 ? "" : WrittenTime.digits(seconds % 60, 2))
  }
}

extension ClockKind {
  /// Forward is summer time, also in the few zones (Ireland, Morocco) whose law calls the other half of the year the
  /// special one: readers of calendars expect no less. A change for good is standard time either way.
  fileprivate init(_ transition: ZoneTransition, in zone: Zone) {
    let wasSummerTime = zone.isSummerTime(at: transition.instant.adding(seconds: -1))
    self.init(
      before: transition.offsetBefore, after: transition.offsetAfter, name: transition.abbreviation,
      isDaylight: transition.offsetAfter > transition.offsetBefore && wasSummerTime != transition.isSummerTime)
  }
}

/// The rule that the last of a row of yearly dates follow: the same weekday of the same month at the same time.
private struct YearlyRule {
  /// How many of the dates follow it.
  private(set) var count = 0
  private let last: LocalDateTime
  private var days: ClosedRange<Int>
  private var isLast = true

  init?(endOf readings: [LocalDateTime]) {
    guard let last = readings.last else { return nil }
    self.last = last
    days = last.date.day...last.date.day
    for reading in readings.reversed() {
      let (year, month, day) = reading.date.parts
      let reached = min(days.lowerBound, day)...max(days.upperBound, day)
      guard year == last.date.year - count, month == last.date.month, reading.time == last.time,
        reading.date.weekday == last.date.weekday
      else { return }
      let staysLast = isLast && LocalDate.dayCount(month: month, year: year) - day < 7
      guard staysLast || reached.count <= 7 else { return }
      (days, isLast, count) = (reached, staysLast, count + 1)
    }
  }

  var text: String {
    let weekday = last.date.weekday.code
    let base = "FREQ=YEARLY;BYMONTH=\(last.date.month);BYDAY="
    if isLast { return base + "-1" + weekday }
    if days.lowerBound % 7 == 1 { return base + "\(days.lowerBound / 7 + 1)" + weekday }
    return base + weekday + ";BYMONTHDAY=" + days.map(String.init).joined(separator: ",")
  }
}
