// Instants as RFC 3339 writes them, strictly: `2026-11-20T09:00:00Z`, `2026-11-20T10:00:00.25+01:00`, capital letters,
// `T` between date and time. A leap second (23:59:60 UTC at the end of a month) is the first second of what follows,
// since our line, as POSIX's, has no room for it. Digits below the microsecond are dropped.

extension Instant: LosslessStringConvertible {
  /// Years 0001 … 9999, in UTC too.
  public init?(_ text: String) {
    self.init(utf8: text.utf8.span)
  }

  public init?(utf8 text: Span<UInt8>) {
    guard let instant = parse(text, Instant.read) else { return nil }
    self = instant
  }

  /// In UTC, with a fraction only where there is one: `2026-11-20T09:00:00Z`.
  public var description: String {
    var output: [UInt8] = []
    output.reserveCapacity(Self.longest)
    write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// As `2026-11-20T09:00:00.000001Z`.
  private static let longest = 27

  public func write(to output: inout [UInt8]) {
    write(wall: seconds, to: &output)
    output.append(ASCII.upperZ)
  }

  /// The same instant as a clock so many seconds ahead of UTC reads it: `2026-11-20T10:00:00+01:00`. RFC 3339 knows
  /// offsets in whole minutes only, so an offset with seconds (as before railways) is written rounded down.
  public func rfc3339(offset: Int) -> String {
    let bounded = max(-86_340, min(offset, 86_340))
    let minutes = floorDivide(bounded, by: 60)
    var output: [UInt8] = []
    write(wall: seconds + minutes * 60, to: &output)
    output.append(minutes < 0 ? ASCII.hyphen : ASCII.plus)
    output.append(abs(minutes) / 60, digits: 2)
    output.append(ASCII.colon)
    output.append(abs(minutes) % 60, digits: 2)
    return String(decoding: output, as: UTF8.self)
  }

  private func write(wall: Int, to output: inout [UInt8]) {
    LocalDateTime(wallSeconds: wall).write(to: &output)
    guard microsecondOfSecond != 0 else { return }
    output.append(ASCII.point)
    output.append(microsecondOfSecond, digits: 6)
  }

  static func read(_ scanner: inout TextScanner) -> Instant? {
    guard let date = LocalDate.read(&scanner), scanner.take(ASCII.upperT),
      let hour = scanner.number(digits: 2), hour <= 23, scanner.take(ASCII.colon),
      let minute = scanner.number(digits: 2), minute <= 59, scanner.take(ASCII.colon),
      let second = scanner.number(digits: 2), second <= 60,
      let microsecond = readFraction(&scanner), let offset = readOffset(&scanner)
    else { return nil }
    let wall = date.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
    let seconds = wall - offset
    let day = floorDivide(seconds, by: 86_400)
    guard (LocalDate.firstDayNumber...LocalDate.lastDayNumber).contains(day) else { return nil }
    if second == 60 {
      guard seconds == day * 86_400, LocalDate(dayNumber: day).day == 1 else { return nil }
    }
    return Instant(seconds: seconds).adding(microseconds: Int64(microsecond))
  }

  private static func readFraction(_ scanner: inout TextScanner) -> Int? {
    guard scanner.take(ASCII.point) else { return 0 }
    // Eighteen digits are more than any clock gives, and fit an Int.
    guard var (value, digits) = scanner.number(upTo: 18) else { return nil }
    while digits < 6 { (value, digits) = (value * 10, digits + 1) }
    while digits > 6 { (value, digits) = (value / 10, digits - 1) }
    return value
  }

  /// Seconds ahead of UTC.
  private static func readOffset(_ scanner: inout TextScanner) -> Int? {
    if scanner.take(ASCII.upperZ) { return 0 }
    let isAhead = scanner.take(ASCII.plus)
    guard isAhead || scanner.take(ASCII.hyphen),
      let hours = scanner.number(digits: 2), hours <= 23, scanner.take(ASCII.colon),
      let minutes = scanner.number(digits: 2), minutes <= 59
    else { return nil }
    let offset = hours * 3_600 + minutes * 60
    return isAhead ? offset : -offset
  }
}
