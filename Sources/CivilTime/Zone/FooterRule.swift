/// The rule at the end of a zone's file, for the years after its table: a POSIX `TZ` text such as
/// `CET-1CEST,M3.5.0,M10.5.0/3`, with RFC 8536's times of day from -167 to 167 hours.
struct FooterRule: Hashable, Sendable {
  let standard: LocalType
  let summer: Summer?

  /// Summer time begins on `start`, read on a standard clock, and ends on `end`, read on a summer clock.
  struct Summer: Hashable, Sendable {
    let type: LocalType
    let start: YearlyMoment
    let end: YearlyMoment
  }

  /// Names have three letters or more; real ones at most six.
  static let longestName = 16

  static func isPartOfName(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == ASCII.plus || byte == ASCII.hyphen
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20)
  }

  init?(_ text: [UInt8]) {
    guard let rule = parse(text.span, Self.read) else { return nil }
    self = rule
  }

  private init(standard: LocalType, summer: Summer?) {
    self.standard = standard
    self.summer = summer
  }

  /// The stretches of summer time that begin in these years, as seconds since 1970, in order and apart: stretches that
  /// touch are one, as in a zone that keeps summer time all year.
  func summers(beginningIn years: ClosedRange<Int>) -> [Range<Int>] {
    guard let summer else { return [] }
    var stretches: [Range<Int>] = []
    for year in years {
      let start = summer.start.wallSeconds(in: year) - standard.offset
      let sameYear = summer.end.wallSeconds(in: year) - summer.type.offset
      let end = sameYear >= start ? sameYear : summer.end.wallSeconds(in: year + 1) - summer.type.offset
      guard start < end else { continue }
      if let last = stretches.last, start <= last.upperBound {
        stretches[stretches.count - 1] = last.lowerBound..<max(end, last.upperBound)
      } else {
        stretches.append(start..<end)
      }
    }
    return stretches
  }
}

extension FooterRule {
  /// `std offset [dst [offset] , start [/time] , end [/time]]`. A summer time without dates is refused: POSIX leaves
  /// them to each system, and a guess would be a silent wrong hour.
  private static func read(_ scanner: inout TextScanner) -> FooterRule? {
    guard let name = readName(&scanner), let west = readClock(&scanner, hours: 24) else { return nil }
    let standard = LocalType(offset: -west, abbreviation: name, isSummerTime: false)
    if scanner.isAtEnd { return FooterRule(standard: standard, summer: nil) }
    guard let summerName = readName(&scanner) else { return nil }
    var offset = standard.offset + 3_600
    if scanner.next != ASCII.comma {
      guard let west = readClock(&scanner, hours: 24) else { return nil }
      offset = -west
    }
    let type = LocalType(offset: offset, abbreviation: summerName, isSummerTime: true)
    guard LocalType.offsets.contains(offset), scanner.take(ASCII.comma), let start = readMoment(&scanner),
      scanner.take(ASCII.comma), let end = readMoment(&scanner)
    else { return nil }
    return FooterRule(standard: standard, summer: Summer(type: type, start: start, end: end))
  }

  /// Three letters or more, or anything of letters, digits and signs in angle brackets.
  private static func readName(_ scanner: inout TextScanner) -> String? {
    let isQuoted = scanner.take(UInt8(ascii: "<"))
    let name = scanner.run(while: isQuoted ? isPartOfName : isLetter)
    guard (3...longestName).contains(name.count), !isQuoted || scanner.take(UInt8(ascii: ">")) else { return nil }
    return String(decoding: name, as: UTF8.self)
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private static func readClock(_ scanner: inout TextScanner, hours: Int) -> Int? {
    let isNegative = scanner.take(ASCII.hyphen)
    if !isNegative { _ = scanner.take(ASCII.plus) }
    guard let hour = scanner.number(upTo: 3)?.value, hour <= hours else { return nil }
    var seconds = hour * 3_600
    for unit in [60, 1] where scanner.take(ASCII.colon) {
      guard let part = scanner.number(digits: 2), part <= 59 else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  private static func readMoment(_ scanner: inout TextScanner) -> YearlyMoment? {
    guard let day = readDay(&scanner) else { return nil }
    guard scanner.take(UInt8(ascii: "/")) else { return YearlyMoment(day: day, seconds: 7_200) }
    guard let seconds = readClock(&scanner, hours: 167) else { return nil }
    return YearlyMoment(day: day, seconds: seconds)
  }

  private static func readDay(_ scanner: inout TextScanner) -> YearlyMoment.Day? {
    if scanner.take(UInt8(ascii: "M")) {
      guard let month = scanner.number(upTo: 2)?.value, (1...12).contains(month), scanner.take(ASCII.point),
        let week = scanner.number(upTo: 1)?.value, (1...5).contains(week), scanner.take(ASCII.point),
        let weekday = scanner.number(upTo: 1).flatMap({ Weekday(rawValue: $0.value) })
      else { return nil }
      return .weekday(weekday, week: week, month: month)
    }
    let countsLeapDay = !scanner.take(UInt8(ascii: "J"))
    guard let day = scanner.number(upTo: 3)?.value else { return nil }
    if countsLeapDay { return day <= 365 ? .dayFromZero(day) : nil }
    return (1...365).contains(day) ? .dayWithoutLeap(day) : nil
  }
}
