/// A zone's file (TZif, RFC 8536) as it lies on disk: moments at which the clocks change, what they change to, and the
/// rule for the years after. Reading trusts nothing: every count is held against the bytes that are there.
struct TZif {
  /// The longest file of a zone is some 4 KB; anything much bigger is none.
  static let mostBytes = 65_536

  /// Strictly rising seconds since 1970, each with the index of the type that begins there.
  private(set) var transitions: [(at: Int, type: Int)] = []

  /// Never empty; the first one holds before the first transition.
  private(set) var types: [LocalType] = []

  /// For after the last transition; nil where the last type simply stays.
  private(set) var rule: FooterRule?

  /// Version 2 and later repeat the data with 64-bit times behind the 32-bit ones and end with the rule as text.
  init(_ bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= Self.mostBytes else { throw Refusal("it is too long") }
    var reader = ByteReader(bytes)
    let first = try Header(&reader)
    guard first.version >= 2 else {
      try readData(first, timeWidth: 4, from: &reader)
      return
    }
    try reader.skip(first.dataLength(timeWidth: 4))
    try readData(try Header(&reader), timeWidth: 8, from: &reader)
    rule = try Self.readRule(from: &reader)
  }

  struct Refusal: Error {
    let reason: String

    init(_ reason: String) {
      self.reason = reason
    }
  }

  private mutating func readData(_ header: Header, timeWidth: Int, from reader: inout ByteReader) throws(Refusal) {
    var times: [Int] = []
    times.reserveCapacity(header.times)
    for _ in 0..<header.times {
      let time = try reader.signed(width: timeWidth)
      guard times.last.map({ $0 < time }) ?? true else { throw Refusal("its transitions are not in order") }
      times.append(time)
    }
    for time in times {
      let type = try reader.byte()
      guard type < header.types else { throw Refusal("a transition names a type that is not there") }
      transitions.append((time, Int(type)))
    }
    var records: [(offset: Int, isSummerTime: Bool, name: Int)] = []
    for _ in 0..<header.types {
      let offset = try reader.signed(width: 4)
      let isSummerTime = try reader.byte()
      guard LocalType.offsets.contains(offset), isSummerTime <= 1 else { throw Refusal("an offset is out of bounds") }
      records.append((offset, isSummerTime == 1, Int(try reader.byte())))
    }
    let names = try reader.bytes(header.characters)
    for record in records {
      types.append(
        LocalType(
          offset: record.offset, abbreviation: try Self.abbreviation(at: record.name, in: names),
          isSummerTime: record.isSummerTime))
    }
    // Which transitions were once written in standard or universal time matters to nobody who has the transitions.
    try reader.skip(header.standardIndicators + header.universalIndicators)
  }

  /// A run of a few ASCII letters, digits and signs up to a NUL.
  private static func abbreviation(at start: Int, in names: ArraySlice<UInt8>) throws(Refusal) -> String {
    let name = names.dropFirst(start).prefix { $0 != 0 }
    guard start < names.count, name.endIndex < names.endIndex, (1...FooterRule.longestName).contains(name.count),
      name.allSatisfy(FooterRule.isPartOfName)
    else { throw Refusal("an abbreviation is out of bounds") }
    return String(decoding: name, as: UTF8.self)
  }

  private static func readRule(from reader: inout ByteReader) throws(Refusal) -> FooterRule? {
    let newline = UInt8(ascii: "\n")
    guard try reader.byte() == newline else { throw Refusal("its footer is missing") }
    var text: [UInt8] = []
    while case let byte = try reader.byte(), byte != newline { text.append(byte) }
    if text.isEmpty { return nil }
    guard let rule = FooterRule(text) else { throw Refusal("its footer is not a rule") }
    return rule
  }
}

extension TZif {
  /// The 44 bytes before each block of data.
  private struct Header {
    let version: Int
    let universalIndicators, standardIndicators, times, types, characters: Int

    init(_ reader: inout ByteReader) throws(Refusal) {
      guard try reader.bytes(4).elementsEqual("TZif".utf8) else { throw Refusal("it is not a TZif file") }
      switch try reader.byte() {
      case 0: version = 1
      case let digit where digit >= UInt8(ascii: "2") && digit <= UInt8(ascii: "9"): version = Int(digit) - 0x30
      default: throw Refusal("its version is unknown")
      }
      try reader.skip(15)
      universalIndicators = try reader.count()
      standardIndicators = try reader.count()
      let leapSeconds = try reader.count()
      times = try reader.count()
      types = try reader.count()
      characters = try reader.count()
      guard leapSeconds == 0 else { throw Refusal("it counts leap seconds") }
      guard (1...256).contains(types) else { throw Refusal("it has no types, or too many") }
      guard [0, types].contains(universalIndicators), [0, types].contains(standardIndicators) else {
        throw Refusal("its indicators do not match its types")
      }
    }

    func dataLength(timeWidth: Int) -> Int {
      times * (timeWidth + 1) + types * 6 + characters + standardIndicators + universalIndicators
    }
  }

  /// Reads big-endian numbers and never beyond the end.
  private struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
      rest = bytes[...]
    }

    mutating func bytes(_ count: Int) throws(Refusal) -> ArraySlice<UInt8> {
      guard count <= rest.count else { throw Refusal("it ends too soon") }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }

    mutating func skip(_ count: Int) throws(Refusal) {
      _ = try bytes(count)
    }

    mutating func byte() throws(Refusal) -> UInt8 {
      guard let byte = rest.popFirst() else { throw Refusal("it ends too soon") }
      return byte
    }

    /// Two's complement of 4 or 8 bytes.
    mutating func signed(width: Int) throws(Refusal) -> Int {
      var bits: UInt64 = 0
      for byte in try bytes(width) { bits = bits << 8 | UInt64(byte) }
      return width == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(Int64(bitPattern: bits))
    }

    /// How many of something there are: never more than there are bytes left, so that nothing is reserved for a lie.
    mutating func count() throws(Refusal) -> Int {
      let count = try signed(width: 4)
      guard (0...rest.count).contains(count) else { throw Refusal("it ends too soon") }
      return count
    }
  }
}
