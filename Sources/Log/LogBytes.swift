extension [UInt8] {
  mutating func append(static string: StaticString) {
    string.withUTF8Buffer { append(contentsOf: $0) }
  }

  mutating func append(hex byte: UInt8) {
    append(hexDigit: byte >> 4)
    append(hexDigit: byte & 15)
  }

  private mutating func append(hexDigit digit: UInt8) {
    append(digit < 10 ? 48 + digit : 87 + digit)
  }

  mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var first = digits.count
      repeat {
        first -= 1
        digits[first] = 48 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      append(contentsOf: digits[first...])
    }
  }

  /// The last `width` digits of a number that is not negative.
  mutating func append(digits number: Int, width: Int) {
    let start = count
    append(contentsOf: repeatElement(48, count: width))
    var rest = number
    for index in (start..<start + width).reversed() {
      self[index] = 48 + UInt8(rest % 10)
      rest /= 10
    }
  }

  /// `2026-11-20T09:00:00.123456Z` from microseconds since 1970.
  mutating func append(timestamp wall: Int64) {
    let seconds = wall.floorDivided(by: 1_000_000)
    let days = seconds.floorDivided(by: 86_400)
    let (year, month, day) = civil(days)
    append(digits: year, width: 4)
    append(UInt8(ascii: "-"))
    append(digits: month, width: 2)
    append(UInt8(ascii: "-"))
    append(digits: day, width: 2)
    append(UInt8(ascii: "T"))
    append(clock: Int(seconds - days * 86_400))
    append(UInt8(ascii: "."))
    append(digits: Int(wall - seconds * 1_000_000), width: 6)
    append(UInt8(ascii: "Z"))
  }

  /// `09:00:00.123`, UTC.
  mutating func append(timeOfDay wall: Int64) {
    let milliseconds = wall.floorDivided(by: 1000)
    let inDay = Int(milliseconds - milliseconds.floorDivided(by: 86_400_000) * 86_400_000)
    append(clock: inDay / 1000)
    append(UInt8(ascii: "."))
    append(digits: inDay % 1000, width: 3)
  }

  private mutating func append(clock seconds: Int) {
    append(digits: seconds / 3600, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: seconds / 60 % 60, width: 2)
    append(UInt8(ascii: ":"))
    append(digits: seconds % 60, width: 2)
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    self >= 0 ? self / divisor : (self + 1) / divisor - 1
  }
}

/// Year, month and day of a count of days since 1970. Years are counted from March, so that the leap day comes last,
/// in eras of 400 years, which are all alike.
private func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
  let daysInEra = 146_097
  let sinceMarch = Int(days) + 719_468
  let era = (sinceMarch >= 0 ? sinceMarch : sinceMarch - daysInEra + 1) / daysInEra
  let dayOfEra = sinceMarch - era * daysInEra
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let marchMonth = (5 * dayOfYear + 2) / 153
  let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
  let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}
