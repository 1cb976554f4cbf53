import Glibc

extension PlainZone {
  /// Reads the system's file of a zone: its second block, and its footer spelled out year by year to `lastYear`.
  init(file name: String) {
    let bytes = Self.bytes(of: "/usr/share/zoneinfo/" + name)
    precondition(bytes.starts(with: "TZif".utf8) && bytes[4] >= UInt8(ascii: "2"), "\(name) has no 64-bit block")
    let first = Header(bytes, at: 0)
    let second = Header(bytes, at: first.end(timeWidth: 4))
    var starts = [-PlainCalendar.day * 1_000_000]
    var offsets = [Header.offset(bytes, at: second.types)]
    for index in 0..<second.timeCount {
      let time = Header.number(bytes, at: second.times + index * 8, width: 8)
      let type = Int(bytes[second.times + second.timeCount * 8 + index])
      guard time > -1_000_000 * 86_400 else { continue }  // "since ever" stands for no change
      starts.append(time * PlainCalendar.second)
      offsets.append(Header.offset(bytes, at: second.types + type * 6))
    }
    let footer = String(decoding: bytes[second.end(timeWidth: 8)...].filter { $0 != 10 }, as: UTF8.self)
    if let rule = PlainFooter(footer) {
      let last = starts[starts.count - 1]
      for change in rule.changes(from: PlainCalendar.date(PlainCalendar.day(of: last)).year, through: 2600) {
        guard change.instant > last, change.offset != offsets[offsets.count - 1] else { continue }
        starts.append(change.instant)
        offsets.append(change.offset)
      }
    }
    self.init(name: name, starts: starts, offsets: offsets)
  }

  private static func bytes(of path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { preconditionFailure("there is no \(path)") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = getc(file)
      guard byte != EOF else { return bytes }
      bytes.append(UInt8(byte))
    }
  }
}

/// Where the parts of one block of a TZif file lie (RFC 8536, section 3).
private struct Header {
  let times: Int
  let timeCount: Int
  let typeCount: Int
  let rest: (isUT: Int, isStandard: Int, leap: Int, characters: Int)
  let types: Int

  init(_ bytes: [UInt8], at start: Int) {
    let counts = (0..<6).map { Self.number(bytes, at: start + 20 + $0 * 4, width: 4) }
    rest = (counts[0], counts[1], counts[2], counts[5])
    timeCount = counts[3]
    typeCount = counts[4]
    times = start + 44
    types = times + timeCount * 9
  }

  func end(timeWidth: Int) -> Int {
    times + timeCount * (timeWidth + 1) + typeCount * 6 + rest.characters + rest.leap * (timeWidth + 4)
      + rest.isStandard + rest.isUT
  }

  static func number(_ bytes: [UInt8], at start: Int, width: Int) -> Int {
    var number = UInt64(0)
    for index in 0..<width { number = number << 8 | UInt64(bytes[start + index]) }
    return width == 8 ? Int(Int64(bitPattern: number)) : Int(Int32(truncatingIfNeeded: number))
  }

  static func offset(_ bytes: [UInt8], at start: Int) -> Int {
    number(bytes, at: start, width: 4) * PlainCalendar.second
  }
}
