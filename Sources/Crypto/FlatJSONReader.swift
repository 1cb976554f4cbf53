/// Reads one flat object from front to back.
struct FlatJSONReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func readObject() throws(FlatJSONRefusal) -> [String: FlatJSON.Value] {
    var members: [String: FlatJSON.Value] = [:]
    skipSpace()
    try take("{")
    skipSpace()
    if takeIfNext("}") { return try finished(members) }
    repeat {
      guard members.count < FlatJSON.mostMembers else { throw .tooManyMembers }
      skipSpace()
      let name = try readText()
      skipSpace()
      try take(":")
      skipSpace()
      guard members.updateValue(try readValue(), forKey: name) == nil else { throw .twice(name) }
      skipSpace()
    } while takeIfNext(",")
    try take("}")
    return try finished(members)
  }

  private mutating func finished(
    _ members: [String: FlatJSON.Value]
  ) throws(FlatJSONRefusal) -> [String: FlatJSON.Value] {
    skipSpace()
    guard offset == bytes.count else { throw .unexpected(at: offset) }
    return members
  }

  private mutating func readValue() throws(FlatJSONRefusal) -> FlatJSON.Value {
    switch try next() {
    case UInt8(ascii: "\""): return .text(try readText())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber())
    case UInt8(ascii: "{"), UInt8(ascii: "["): throw .nested(at: offset)
    default: break
    }
    if takeIfNext("true") { return .truth(true) }
    if takeIfNext("false") { return .truth(false) }
    if takeIfNext("null") { return .nothing }
    throw .unexpected(at: offset)
  }

  /// A whole number that fits; no leading zero, fraction or exponent.
  private mutating func readNumber() throws(FlatJSONRefusal) -> Int64 {
    let start = offset
    let isNegative = takeIfNext("-")
    let firstDigit = offset
    var number: Int64 = 0
    while offset < bytes.count, case let digit = bytes[offset] &- UInt8(ascii: "0"), digit < 10 {
      let (shifted, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = shifted.addingReportingOverflow(isNegative ? -Int64(digit) : Int64(digit))
      if overflows || overflowsToo { throw .badNumber(at: start) }
      number = sum
      offset += 1
    }
    let digits = offset - firstDigit
    guard digits > 0, digits == 1 || bytes[firstDigit] != UInt8(ascii: "0") else { throw .badNumber(at: start) }
    if offset < bytes.count, [UInt8](".eE".utf8).contains(bytes[offset]) { throw .badNumber(at: start) }
    return number
  }

  private mutating func readText() throws(FlatJSONRefusal) -> String {
    let start = offset
    try take("\"")
    var text: [UInt8] = []
    while true {
      let byte = try next()
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else { throw .badText(at: start) }
        return text
      case UInt8(ascii: "\\"): try readEscape(into: &text)
      case 0..<0x20: throw .badText(at: offset - 1)
      default: text.append(byte)
      }
    }
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(FlatJSONRefusal) {
    let start = offset - 1
    let letter = try next()
    offset += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: Character(try readScalar(from: start)).utf8)
    default: throw .badText(at: start)
    }
  }

  /// What follows `\u`: four hex digits, or a pair of surrogates that make one scalar.
  private mutating func readScalar(from start: Int) throws(FlatJSONRefusal) -> Unicode.Scalar {
    let first = try readUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, takeIfNext("\\u") else { throw .badText(at: start) }
    let second = try readUnit(from: start)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .badText(at: start) }
    return scalar
  }

  private mutating func readUnit(from start: Int) throws(FlatJSONRefusal) -> UInt32 {
    guard bytes.count - offset >= 4 else { throw .endsEarly }
    guard let pair = try? Hex.decode(bytes[offset..<offset + 4]) else { throw .badText(at: start) }
    offset += 4
    return UInt32(pair[0]) << 8 | UInt32(pair[1])
  }

  private func next() throws(FlatJSONRefusal) -> UInt8 {
    guard offset < bytes.count else { throw .endsEarly }
    return bytes[offset]
  }

  private mutating func take(_ text: StaticString) throws(FlatJSONRefusal) {
    _ = try next()
    guard takeIfNext(text) else { throw .unexpected(at: offset) }
  }

  private mutating func takeIfNext(_ text: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard bytes[offset...].starts(with: wanted) else { return false }
    offset += wanted.count
    return true
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }
}
