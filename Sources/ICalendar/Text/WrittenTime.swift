import CivilTime

/// A date or a time as calendar texts write it: 20261123, 20261123T090000, 20261123T090000Z. Which of the three it is
/// shows in its shape.
enum WrittenTime: Hashable {
  case date(LocalDate)
  case civil(LocalDateTime)
  case utc(Instant)

  init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 8, let date = Self.date(bytes[0..<8]) else { return nil }
    if bytes.count == 8 {
      self = .date(date)
      return
    }
    guard (15...16).contains(bytes.count), bytes[8] == UInt8(ascii: "T"), let time = Self.time(bytes[9..<15]) else {
      return nil
    }
    let reading = LocalDateTime(date: date, time: time)
    guard bytes.count == 16 else {
      self = .civil(reading)
      return
    }
    guard bytes[15] == UInt8(ascii: "Z") else { return nil }
    self = .utc(Zone.utc.instant(of: reading))
  }

  var text: String {
    switch self {
    case .date(let date): Self.text(date)
    case .civil(let reading): Self.text(reading)
    case .utc(let instant): Self.text(Zone.utc.local(instant)) + "Z"
    }
  }

  static func text(_ date: LocalDate) -> String {
    let (year, month, day) = date.parts
    return digits(year, 4) + digits(month, 2) + digits(day, 2)
  }

  static func text(_ reading: LocalDateTime) -> String {
    let time = reading.time
    return text(reading.date) + "T" + digits(time.hour, 2) + digits(time.minute, 2) + digits(time.second, 2)
  }

  static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  private static func date(_ bytes: ArraySlice<UInt8>) -> LocalDate? {
    guard let number = number(bytes) else { return nil }
    return LocalDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// A leap second is read as the second before it, as the RFC advises those who do not keep them.
  private static func time(_ bytes: ArraySlice<UInt8>) -> LocalTime? {
    guard let number = number(bytes), number / 10_000 < 24 else { return nil }
    let second = number % 100
    return LocalTime(hour: number / 10_000, minute: number / 100 % 100, second: second == 60 ? 59 : second)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}
