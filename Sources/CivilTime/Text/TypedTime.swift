// Times of day as people type them, read generously: `9`, `9:30`, `9 30`, `0930`, `9.30 pm`, `21h30`, `21:30 Uhr`,
// `24:00`, `noon`, `14g30`, `14 giờ 30`, `2:30 CH`, `9:30 sáng`. Digits may be of any script. What could mean two things
// (`9:5`, `13 am`) is not guessed at.

extension LocalTime {
  public init?(typed text: String) {
    guard let plain = plain(text), let time = parse(plain.span, LocalTime.readTyped) else { return nil }
    self = time
  }

  private static func readTyped(_ scanner: inout TextScanner) -> LocalTime? {
    if scanner.take("noon") { return LocalTime(hour: 12, minute: 0) }
    if scanner.take("midnight") { return .midnight }
    guard let clock = readClock(&scanner) else { return nil }
    var hour = clock.hour
    if takeAny(of: ["a.m.", "a.m", "am", "a", "sang", "sa"], &scanner) {
      guard hour <= 12 else { return nil }
      hour %= 12
    } else if takeAny(of: ["p.m.", "p.m", "pm", "p", "chieu", "ch"], &scanner) {
      // 21:30 pm says the same thing twice; 0 pm says nothing.
      guard (1...23).contains(hour) else { return nil }
      if hour < 12 { hour += 12 }
    }
    return LocalTime(hour: hour, minute: clock.minute, second: clock.second)
  }

  /// An hour, or hour and minutes written together, or hour, minutes and perhaps seconds with signs between.
  private static func readClock(_ scanner: inout TextScanner) -> (hour: Int, minute: Int, second: Int)? {
    guard let first = scanner.number(upTo: 4) else { return nil }
    if first.digits > 2 {
      _ = takeHourSign(&scanner)
      return (first.value / 100, first.value % 100, 0)
    }
    var (minute, second) = (0, 0)
    if takeHourSign(&scanner) {
      // `21h` is whole, `21h30` goes on.
      if let number = scanner.number(digits: 2) { minute = number }
    } else if takeAny(of: [":", "."], &scanner) {
      guard let number = scanner.number(digits: 2) else { return nil }
      minute = number
      if scanner.take(ASCII.colon) {
        guard let number = scanner.number(digits: 2) else { return nil }
        second = number
      }
      _ = takeHourSign(&scanner)
    }
    return (first.value, minute, second)
  }

  private static func takeHourSign(_ scanner: inout TextScanner) -> Bool {
    takeAny(of: ["uhr", "h", "gio", "g"], &scanner)
  }

  private static func takeAny(of words: [StaticString], _ scanner: inout TextScanner) -> Bool {
    words.contains { scanner.take($0) }
  }
}

/// Lower-case ASCII without spaces: a space between two digits becomes a colon, digits of other scripts become ours,
/// and the letters of `sáng`, `chiều` and `giờ` lose their marks.
/// Nil where anything else is in the text, or more than any time needs.
private func plain(_ text: String) -> [UInt8]? {
  let mostBytes = 64
  guard text.utf8.count <= mostBytes else { return nil }
  var result: [UInt8] = []
  var isAfterSpace = false
  for scalar in text.unicodeScalars {
    if scalar.properties.isWhitespace {
      isAfterSpace = !result.isEmpty
      continue
    }
    if isMark(scalar), !isAfterSpace, let last = result.last, isLetter(last) { continue }
    guard let byte = plain(scalar) else { return nil }
    if isAfterSpace, isDigit(byte), let last = result.last, isDigit(last) { result.append(ASCII.colon) }
    isAfterSpace = false
    result.append(byte)
  }
  return result
}

private func plain(_ scalar: Unicode.Scalar) -> UInt8? {
  if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
    return ASCII.zero + UInt8(value)
  }
  switch scalar {
  case "á", "Á": return UInt8(ascii: "a")
  case "ê", "Ê", "ề", "Ề": return UInt8(ascii: "e")
  case "ơ", "Ơ", "ờ", "Ờ": return UInt8(ascii: "o")
  default: break
  }
  guard scalar.isASCII else { return nil }
  let byte = UInt8(scalar.value)
  return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}

/// Acute, grave, circumflex and horn, as some keyboards send them: behind the letter that wears them.
private func isMark(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "\u{300}", "\u{301}", "\u{302}", "\u{31B}": true
  default: false
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte)
}
