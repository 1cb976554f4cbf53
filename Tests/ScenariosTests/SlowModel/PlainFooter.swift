/// The last line of a zone's file, for the years after its table: `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PlainFooter {
  /// `M3.5.0/2`: the last Sunday of March, two hours after its midnight.
  private struct Day {
    var month: Int
    var week: Int
    /// 0 is Sunday here.
    var weekday: Int
    var time: Int
  }

  private let standard: Int
  private let summer: Int
  private let summerStart: Day
  private let summerEnd: Day

  /// Nil where the clock changes no more.
  init?(_ text: String) {
    let parts = text.split(separator: ",")
    guard parts.count == 3 else { return nil }
    var names = Substring(parts[0])
    Self.skipName(&names)
    standard = -Self.time(&names)
    Self.skipName(&names)
    summer = names.isEmpty ? standard + PlainCalendar.hour : -Self.time(&names)
    summerStart = Self.day(parts[1])
    summerEnd = Self.day(parts[2])
  }

  func changes(from first: Int, through last: Int) -> [(instant: PlainInstant, offset: Int)] {
    var changes: [(instant: PlainInstant, offset: Int)] = []
    for year in first...last {
      changes.append((Self.reading(of: summerStart, in: year) - standard, summer))
      changes.append((Self.reading(of: summerEnd, in: year) - summer, standard))
    }
    return changes.sorted { $0.instant < $1.instant }
  }

  private static func reading(of rule: Day, in year: Int) -> PlainReading {
    var days = (1...PlainCalendar.length(ofMonth: rule.month, in: year)).map { PlainCalendar.day(year, rule.month, $0) }
    days.removeAll { (PlainCalendar.weekday($0) + 1) % 7 != rule.weekday }
    return days[min(rule.week, days.count) - 1] * PlainCalendar.day + rule.time
  }

  private static func skipName(_ text: inout Substring) {
    if text.first == "<" {
      text = text.drop { $0 != ">" }.dropFirst()
    } else {
      text = text.drop { $0.isLetter }
    }
  }

  /// `-1`, `10:30`, `+2:00:00`.
  private static func time(_ text: inout Substring) -> Int {
    let isNegative = text.first == "-"
    if isNegative || text.first == "+" { text.removeFirst() }
    let written = text.prefix { $0.isNumber || $0 == ":" }
    text = text.dropFirst(written.count)
    var unit = PlainCalendar.hour
    var sum = 0
    for part in written.split(separator: ":") {
      sum += (Int(part) ?? 0) * unit
      unit /= 60
    }
    return isNegative ? -sum : sum
  }

  private static func day(_ text: Substring) -> Day {
    let halves = text.split(separator: "/")
    precondition(halves[0].first == "M", "the slow model knows no \(text)")
    let numbers = halves[0].dropFirst().split(separator: ".").map { Int($0) ?? 0 }
    var time = halves.count > 1 ? halves[1] : "2"
    return Day(month: numbers[0], week: numbers[1], weekday: numbers[2], time: Self.time(&time))
  }
}
