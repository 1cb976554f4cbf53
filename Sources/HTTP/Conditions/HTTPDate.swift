/// A moment to the second, with the text HTTP writes it in (`Sun, 06 Nov 1994 08:49:37 GMT`), made once.
public struct HTTPDate: Sendable {
  /// Seconds since 1970, UTC.
  public let seconds: Int64
  private let characters: InlineArray<29, UInt8>

  /// The moment so many seconds after 1970. The text has four digits for the year: what lies outside of 1970 to 9999
  /// is brought to its nearer end.
  public init(seconds: Int64) {
    self.seconds = min(max(seconds, 0), HTTPDate.latest)
    characters = HTTPDate.rendered(self.seconds)
  }

  /// 9999-12-31T23:59:59Z.
  private static let latest: Int64 = 253_402_300_799

  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  public func append(to output: inout [UInt8]) {
    let span = characters.span
    span.withUnsafeBufferPointer { output.append(contentsOf: $0) }
  }
}

extension HTTPDate: Hashable, Comparable, CustomStringConvertible {
  public static func == (left: HTTPDate, right: HTTPDate) -> Bool { left.seconds == right.seconds }
  public static func < (left: HTTPDate, right: HTTPDate) -> Bool { left.seconds < right.seconds }
  public func hash(into hasher: inout Hasher) { hasher.combine(seconds) }
  public var description: String { text }
}

extension HTTPDate {
  static let days: StaticString = "SunMonTueWedThuFriSat"
  static let months: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"

  private static func rendered(_ seconds: Int64) -> InlineArray<29, UInt8> {
    let (day, second) = (Int(seconds / 86_400), Int(seconds % 86_400))
    let date = CivilDay(daysSince1970: day)
    var text = InlineArray<29, UInt8>(repeating: Byte.space)
    func put(_ words: StaticString, _ index: Int, at position: Int) {
      words.withUTF8Buffer { for offset in 0..<3 { text[position + offset] = $0[3 * index + offset] } }
    }
    func put(_ number: Int, at position: Int) {
      text[position] = Byte.zero + UInt8(number / 10)
      text[position + 1] = Byte.zero + UInt8(number % 10)
    }
    put(days, (day + 4) % 7, at: 0)  // 1970 began on a Thursday
    text[3] = Byte.comma
    put(date.day, at: 5)
    put(months, date.month - 1, at: 8)
    put(date.year / 100, at: 12)
    put(date.year % 100, at: 14)
    put(second / 3600, at: 17)
    text[19] = Byte.colon
    put(second / 60 % 60, at: 20)
    text[22] = Byte.colon
    put(second % 60, at: 23)
    put("GMT", 0, at: 26)
    return text
  }
}
