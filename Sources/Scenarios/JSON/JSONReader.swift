/// Reads RFC 8259 JSON strictly: one value, no key twice in an object, valid UTF-8, bounded depth. What is wrong is
/// said with its line.
struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  /// Deeper than any scenario, shallower than the stack.
  private static let deepest = 32

  static func read(_ bytes: [UInt8]) throws(ScenarioRefusal) -> JSON {
    var reader = JSONReader(bytes: bytes)
    reader.skipBlanks()
    let value = try reader.value(depth: 0)
    reader.skipBlanks()
    guard reader.position == bytes.count else { throw reader.refusal("there is more after the end") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func refusal(_ what: String) -> ScenarioRefusal {
    let line = bytes[..<min(position, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return ScenarioRefusal("line \(line)", "\(what), so this is no JSON")
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(ScenarioRefusal) -> JSON {
    guard depth < Self.deepest else { throw refusal("values stand more than \(Self.deepest) deep in each other") }
    guard let next else { throw refusal("the text ends where a value should stand") }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw refusal("no value begins here")
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(ScenarioRefusal) -> JSON {
    let isThere = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
    guard isThere else { throw refusal("no value begins here") }
    position += word.utf8CodeUnitCount
    return value
  }

  private mutating func object(depth: Int) throws(ScenarioRefusal) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    skipBlanks()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw refusal("a key in quotation marks should stand here") }
      let key = try text()
      guard keys.insert(key).inserted else { throw refusal("the key \"\(key.shortened)\" stands twice") }
      skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw refusal("a colon should stand after \"\(key.shortened)\"") }
      skipBlanks()
      members.append(JSON.Member(key: key, value: try value(depth: depth + 1)))
      skipBlanks()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw refusal("a comma or } should stand here") }
    }
  }

  private mutating func list(depth: Int) throws(ScenarioRefusal) -> JSON {
    position += 1
    var values: [JSON] = []
    skipBlanks()
    if take(UInt8(ascii: "]")) { return .list([]) }
    while true {
      skipBlanks()
      values.append(try value(depth: depth + 1))
      skipBlanks()
      if take(UInt8(ascii: "]")) { return .list(values) }
      guard take(UInt8(ascii: ",")) else { throw refusal("a comma or ] should stand here") }
    }
  }

  private mutating func number() throws(ScenarioRefusal) -> JSON {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { throw refusal("a number begins with 0") }
    var isWhole = true
    if take(UInt8(ascii: ".")) {
      isWhole = false
      try digits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isWhole = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard isWhole, let number = Int(text) else { return .fraction(text.shortened) }
    return .number(number)
  }

  private mutating func digits() throws(ScenarioRefusal) {
    let start = position
    while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
    guard position > start else { throw refusal("a digit should stand here") }
  }

  private mutating func text() throws(ScenarioRefusal) -> String {
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: text, as: UTF8.self) else { throw refusal("a text is not valid UTF-8") }
        return text
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw refusal("a control character stands in a text")
      default: text.append(byte)
      }
    }
    throw refusal("a text has no closing quotation mark")
  }

  private mutating func escape(into text: inout [UInt8]) throws(ScenarioRefusal) {
    guard let byte = next else { throw refusal("a text has no closing quotation mark") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += String(try scalar()).utf8
    default: throw refusal("there is no escape \\\(UnicodeScalar(byte))")
    }
  }

  /// The scalar of `\uXXXX`, or of two of them where the first is half a pair.
  private mutating func scalar() throws(ScenarioRefusal) -> Unicode.Scalar {
    let first = try hexUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      throw refusal("half of a \\u pair stands alone")
    }
    let second = try hexUnit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00)
    else { throw refusal("half of a \\u pair stands alone") }
    return scalar
  }

  private mutating func hexUnit() throws(ScenarioRefusal) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw refusal("four hex digits should follow \\u") }
    position += 4
    return unit
  }
}
