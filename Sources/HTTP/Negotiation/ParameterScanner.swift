/// Reads the pieces that many fields are made of: tokens, quoted strings, `; name=value` parameters.
struct ParameterScanner {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes.trimmed
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skipBlanks() {
    rest = rest.drop { $0.isBlank }
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  mutating func token() -> ArraySlice<UInt8>? {
    let token = rest.prefix { ByteSet.token.contains($0) }
    rest = rest[token.endIndex...]
    return token.isEmpty ? nil : token
  }

  /// Which bytes a backslash in a quoted string escapes.
  enum Escapes {
    /// Any, as RFC 9110 5.6.4 has it.
    case all
    /// Quotes and itself alone, since some clients write folders of a file system unescaped.
    case onlyQuotes
  }

  /// What stands between two quotes, escapes resolved.
  mutating func quotedString(escapes: Escapes) -> [UInt8]? {
    guard skip(Byte.quote) else { return nil }
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == Byte.quote { return text }
      guard byte == Byte.backslash else {
        text.append(byte)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      if escapes == .onlyQuotes, escaped != Byte.quote, escaped != Byte.backslash { text.append(Byte.backslash) }
      text.append(escaped)
    }
    return nil
  }

  /// All parameters up to the end, names in lower case; nil when they are unsound or one comes twice.
  mutating func parameters(escapes: Escapes = .all) -> [(name: String, value: String)]? {
    var found: [(name: String, value: String)] = []
    while true {
      skipBlanks()
      if isAtEnd { return found }
      guard skip(Byte.semicolon) else { return nil }
      skipBlanks()
      if isAtEnd || rest.first == Byte.semicolon { continue }
      guard let name = token(), skip(Byte.equals),
        let value = token().map({ Array($0) }) ?? quotedString(escapes: escapes)
      else {
        return nil
      }
      let text = String(decoding: name.map(\.lowered), as: UTF8.self)
      if found.contains(where: { $0.name == text }) { return nil }
      found.append((text, String(decodingText: value[...])))
    }
  }
}
