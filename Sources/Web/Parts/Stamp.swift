internal import CivilTime

/// Instants as attributes and addresses have them, written in one go: a page of times has dozens.
struct Stamp {
  private var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var count = 0

  /// `2026-12-03T08:00:00Z`
  static func utc(_ instant: Instant) -> String {
    var stamp = Stamp(Zone.utc.local(instant))
    stamp.append(UInt8(ascii: "Z"))
    return stamp.text
  }

  /// `2026-12-03T09:00:00+01:00`; clocks that are ahead by seconds too are no guest's.
  static func local(_ reading: LocalDateTime, offset: Int) -> String {
    var stamp = Stamp(reading)
    stamp.append(offset < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    stamp.append(twoDigits: abs(offset) / 3600)
    stamp.append(UInt8(ascii: ":"))
    stamp.append(twoDigits: abs(offset) / 60 % 60)
    return stamp.text
  }

  private init(_ reading: LocalDateTime) {
    let (year, month, day) = reading.date.parts
    append(twoDigits: year / 100)
    append(twoDigits: year % 100)
    append(UInt8(ascii: "-"))
    append(twoDigits: month)
    append(UInt8(ascii: "-"))
    append(twoDigits: day)
    append(UInt8(ascii: "T"))
    append(twoDigits: reading.time.hour)
    append(UInt8(ascii: ":"))
    append(twoDigits: reading.time.minute)
    append(UInt8(ascii: ":"))
    append(twoDigits: reading.time.second)
  }

  private mutating func append(twoDigits number: Int) {
    append(UInt8(ascii: "0") + UInt8(number / 10))
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  private mutating func append(_ byte: UInt8) {
    withUnsafeMutableBytes(of: &bytes) { $0[count] = byte }
    count += 1
  }

  private var text: String {
    withUnsafeBytes(of: bytes) { String(decoding: $0[..<count], as: UTF8.self) }
  }
}
