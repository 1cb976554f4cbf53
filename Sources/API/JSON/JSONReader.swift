/// Reads JSON as RFC 8259 has it and nothing beside: no comments, no commas too many, no name twice in an object. Depth
/// is bounded, and every text is one that UTF-8 can write.
struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0
  private var depth = 0
  private let deepest: Int

  /// Resources nest four deep; more than this is made to hurt.
  static let usualDepth = 16

  static func read(_ bytes: [UInt8], nestedTo deepest: Int = usualDepth) throws(NotJSON) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else { throw NotJSON("it is not UTF-8", at: nil) }
    var reader = JSONReader(bytes, deepest)
    let value = try reader.value()
    reader.skipBlanks()
    guard reader.place == bytes.count else { throw reader.wrong("something follows the value") }
    return value
  }

  private init(_ bytes: [UInt8], _ deepest: Int) {
    (self.bytes, self.deepest) = (bytes, deepest)
  }

  private func wrong(_ reason: String) -> NotJSON { NotJSON(reason, at: place) }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipBlanks() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    place += 1
    return true
  }

  private mutating func value() throws(NotJSON) -> JSON {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return try nested { reader throws(NotJSON) in try reader.object() }
    case UInt8(ascii: "["): return try nested { reader throws(NotJSON) in try reader.list() }
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw wrong("it ends too early")
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(NotJSON) -> JSON {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[place...].starts(with: wanted) else { throw wrong("no value begins so") }
    place += wanted.count
    return value
  }

  // MARK: Nesting

  private mutating func nested(_ read: (inout JSONReader) throws(NotJSON) -> JSON) throws(NotJSON) -> JSON {
    guard depth < deepest else { throw wrong("it is nested more than \(deepest) deep") }
    depth += 1
    place += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func list() throws(NotJSON) -> JSON {
    var values: [JSON] = []
    skipBlanks()
    if take("]") { return .list(values) }
    while true {
      values.append(try value())
      skipBlanks()
      if take("]") { return .list(values) }
      guard take(",") else { throw wrong("a comma or ] is missing") }
    }
  }

  private mutating func object() throws(NotJSON) -> JSON {
    var members: [JSON.Member] = []
    var names: Set<String> = []
    skipBlanks()
    if take("}") { return .object(members) }
    while true {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw wrong("a name is missing") }
      let name = try text()
      guard names.insert(name).inserted else { throw wrong("the same name stands there twice") }
      skipBlanks()
      guard take(":") else { throw wrong("a colon is missing") }
      members.append(JSON.Member(name: name, value: try value()))
      skipBlanks()
      if take("}") { return .object(members) }
      guard take(",") else { throw wrong("a comma or } is missing") }
    }
  }
}

/// Why bytes are no JSON, and where.
struct NotJSON: Error, CustomStringConvertible {
  let reason: String
  /// Bytes before it.
  let place: Int?

  init(_ reason: String, at place: Int?) {
    (self.reason, self.place) = (reason, place)
  }

  var description: String { place.map { "\(reason), at byte \($0)" } ?? reason }
}

// Numbers and texts.
extension JSONReader {
  private mutating func number() throws(NotJSON) -> JSON {
    let start = place
    _ = take("-")
    if !take("0") { guard digits() > 0 else { throw wrong("no value begins so") } }
    var isPlain = true
    if take(".") {
      isPlain = false
      guard digits() > 0 else { throw wrong("a digit is missing") }
    }
    if take("e") || take("E") {
      isPlain = false
      _ = take("+") || take("-")
      guard digits() > 0 else { throw wrong("a digit is missing") }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isPlain, let whole = Int64(text) { return .whole(whole) }
    guard let number = Double(text), number.isFinite else { throw wrong("the number is too large") }
    // JSON knows one kind of number: 30.0 is 30.
    return !isPlain ? Int64(exactly: number).map(JSON.whole) ?? .otherNumber(number) : .otherNumber(number)
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte = next, (0x30...0x39).contains(byte) { place += 1 }
    return place - start
  }

  private mutating func text() throws(NotJSON) -> String {
    place += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        place += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        place += 1
        text.append(contentsOf: try escaped())
      case 0..<0x20: throw wrong("a text holds a bare control character")
      default:
        place += 1
        text.append(byte)
      }
    }
    throw wrong("it ends too early")
  }

  private mutating func escaped() throws(NotJSON) -> [UInt8] {
    guard let sign = next else { throw wrong("it ends too early") }
    place += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [sign]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
    default: throw wrong("no character is escaped so")
    }
  }

  /// Four digits, or a surrogate pair of them.
  private mutating func scalar() throws(NotJSON) -> Character {
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard UTF16.isLeadSurrogate(first), take("\\"), take("u") else { throw wrong("half a character") }
    let second = try unit()
    guard UTF16.isTrailSurrogate(second) else { throw wrong("half a character") }
    return Character(UTF16.decode(UTF16.EncodedScalar([first, second])))
  }

  private mutating func unit() throws(NotJSON) -> UInt16 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy(isHexDigit),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw wrong("four digits are missing") }
    place += 4
    return unit
  }

  private func isHexDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
    default: false
    }
  }
}
