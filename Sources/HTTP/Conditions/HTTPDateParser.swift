extension HTTPDate {
  /// The moment these bytes tell in one of the three forms of RFC 9110 5.6.7; nil for anything else. A year of two
  /// digits, which only the oldest clients send, lies from 1970 to 2069.
  public static func parse(_ bytes: ArraySlice<UInt8>) -> HTTPDate? {
    let reader = HTTPDateReader(rest: bytes)
    return reader.fixed() ?? reader.rfc850() ?? reader.asctime()
  }

  public static func parse(_ text: String) -> HTTPDate? {
    parse(Array(text.utf8)[...])
  }
}

/// Reads a date piece by piece; every piece is nil when it is not there.
private struct HTTPDateReader {
  var rest: ArraySlice<UInt8>

  /// `Sun, 06 Nov 1994 08:49:37 GMT`
  func fixed() -> HTTPDate? {
    var reader = self
    guard reader.name(in: HTTPDate.days) != nil, reader.skip(", "), let day = reader.number(2), reader.skip(" "),
      let month = reader.name(in: HTTPDate.months), reader.skip(" "), let year = reader.number(4), reader.skip(" "),
      let second = reader.time(), reader.skip(" GMT")
    else { return nil }
    return reader.date(year, month + 1, day, second)
  }

  /// `Sunday, 06-Nov-94 08:49:37 GMT`
  func rfc850() -> HTTPDate? {
    var reader = self
    guard reader.longDay(), reader.skip(", "), let day = reader.number(2), reader.skip("-"),
      let month = reader.name(in: HTTPDate.months), reader.skip("-"), let year = reader.number(2), reader.skip(" "),
      let second = reader.time(), reader.skip(" GMT")
    else { return nil }
    return reader.date(year < 70 ? 2000 + year : 1900 + year, month + 1, day, second)
  }

  /// `Sun Nov  6 08:49:37 1994`
  func asctime() -> HTTPDate? {
    var reader = self
    guard reader.name(in: HTTPDate.days) != nil, reader.skip(" "), let month = reader.name(in: HTTPDate.months),
      reader.skip(" "), let day = reader.skip(" ") ? reader.number(1) : reader.number(2), reader.skip(" "),
      let second = reader.time(), reader.skip(" "), let year = reader.number(4)
    else { return nil }
    return reader.date(year, month + 1, day, second)
  }

  private func date(_ year: Int, _ month: Int, _ day: Int, _ second: Int) -> HTTPDate? {
    guard rest.isEmpty, year >= 1970, day >= 1 else { return nil }
    let civil = CivilDay(year: year, month: month, day: day)
    // A day its month does not have comes back as another.
    guard CivilDay(daysSince1970: civil.daysSince1970) == civil else { return nil }
    return HTTPDate(seconds: Int64(civil.daysSince1970 * 86_400 + second))
  }

  private mutating func skip(_ text: StaticString) -> Bool {
    guard text.withUTF8Buffer({ rest.starts(with: $0) }) else { return false }
    rest = rest.dropFirst(text.utf8CodeUnitCount)
    return true
  }

  private mutating func number(_ digits: Int) -> Int? {
    let text = rest.prefix(digits)
    guard text.count == digits, text.allSatisfy(\.isDigit) else { return nil }
    rest = rest.dropFirst(digits)
    return text.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
  }

  /// Which of the three-letter names comes next.
  private mutating func name(in names: StaticString) -> Int? {
    let text = rest.prefix(3)
    let index = names.withUTF8Buffer { names in
      (0..<names.count / 3).first { text.elementsEqual(names[3 * $0..<3 * $0 + 3]) }
    }
    if index != nil { rest = rest.dropFirst(3) }
    return index
  }

  private mutating func longDay() -> Bool {
    skip("Monday") || skip("Tuesday") || skip("Wednesday") || skip("Thursday") || skip("Friday") || skip("Saturday")
      || skip("Sunday")
  }

  /// Seconds since midnight in `08:49:37`; a leap second counts as the one before it.
  private mutating func time() -> Int? {
    guard let hour = number(2), skip(":"), let minute = number(2), skip(":"), let second = number(2), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + min(second, 59)
  }
}
