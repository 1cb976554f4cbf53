/// Reads one language's file: a flat JSON object of texts, each key once.
struct WordsFile {
  struct Entry {
    let key: String
    let at: Int
    let sentence: Sentence
  }

  private let source: Source
  private var position = 0

  static func entries(of source: Source) throws(Fault) -> [Entry] {
    var file = WordsFile(source: source)
    return try file.read()
  }

  private init(source: Source) {
    self.source = source
  }

  private mutating func read() throws(Fault) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<String> = []
    try expect("{", "a words file is one object: { is missing")
    if !takes("}") {
      repeat {
        skipWhitespace()
        let at = position
        let key = try text("a key in quotes is missing")
        guard seen.insert(key).inserted else { throw source.fault(at: at, "the word \(key) is there twice") }
        try expect(":", "a colon is missing")
        skipWhitespace()
        let valueAt = position
        guard let sentence = Sentence(try text("a text in quotes is missing")) else {
          throw source.fault(at: valueAt, "braces hold the name of a value, as in {day}")
        }
        entries.append(Entry(key: key, at: at, sentence: sentence))
      } while takes(",")
      try expect("}", "a comma or the closing } is missing")
    }
    skipWhitespace()
    guard peek() == nil else { throw source.fault(at: position, "something stands behind the closing }") }
    return entries
  }

  private func peek() -> UInt8? { position < source.bytes.count ? source.bytes[position] : nil }

  private mutating func skipWhitespace() {
    while let byte = peek(), byte.isWhitespace { position += 1 }
  }

  private mutating func takes(_ sign: Unicode.Scalar) -> Bool {
    skipWhitespace()
    guard peek() == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ sign: Unicode.Scalar, _ otherwise: String) throws(Fault) {
    guard takes(sign) else { throw source.fault(at: position, otherwise) }
  }
}

// MARK: - Texts

extension WordsFile {
  private mutating func text(_ otherwise: String) throws(Fault) -> String {
    let start = position
    try expect("\"", otherwise)
    var text: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: "\"") {
      guard byte >= UInt8.space else {
        throw source.fault(at: position, "a line end or another control character stands in a text: write it as \\n")
      }
      position += 1
      if byte == UInt8(ascii: "\\") { text.append(contentsOf: try escaped().utf8) } else { text.append(byte) }
    }
    guard peek() != nil else { throw source.fault(at: start, "the closing quote is missing") }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }

  /// What stands for the sign behind a backslash.
  private mutating func escaped() throws(Fault) -> String {
    let at = position - 1
    defer { position += 1 }
    switch peek() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      if let scalar = scalar() { return String(scalar) }
      throw source.fault(at: at, "\\u needs four hexadecimal digits that name a character")
    default: throw source.fault(at: at, "a backslash stands before none of \" \\ / b f n r t u")
    }
  }

  /// A character by its number; those beyond 16 bits are written as two. Ends on the last digit.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let unit = codeUnit() else { return nil }
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
    guard source.bytes.holds(Array("\\u".utf8), at: position + 1) else { return nil }
    position += 2
    guard let trail = codeUnit(), UTF16.isTrailSurrogate(trail) else { return nil }
    return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
  }

  private mutating func codeUnit() -> UInt16? {
    let digits = source.bytes.dropFirst(position + 1).prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    position += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
