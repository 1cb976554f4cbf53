internal import Crypto
internal import Postgres

/// Writes JSON (RFC 8259) straight into bytes, in the order told: for what is written with every booking, where a coder
/// would cost more than all the rest.
struct JSONWriter {
  private var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 1_024) {
    bytes.reserveCapacity(capacity)
  }

  var text: JSONText { JSONText(bytes) }

  mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest(UInt8(ascii: "{"), UInt8(ascii: "}"), members)
  }

  mutating func array<Element>(_ elements: [Element], _ element: (inout JSONWriter, Element) -> Void) {
    nest(UInt8(ascii: "["), UInt8(ascii: "]")) { writer in
      for item in elements { element(&writer, item) }
    }
  }

  /// Names of members are our own and need no escaping.
  mutating func name(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func text(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { Self.write($0, into: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func number(_ number: Int64) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func flag(_ isSo: Bool) {
    separate()
    bytes.append(contentsOf: (isSo ? "true" : "false").utf8)
  }

  /// Of the object that is being written, those that were written before by themselves.
  mutating func members(_ written: JSONWriter) {
    separate()
    bytes += written.bytes
  }

  private mutating func nest(_ opening: UInt8, _ closing: UInt8, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(opening)
    needsComma = false
    body(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Few texts hold anything that is written differently: what lies before it and behind it goes over in one piece.
  private static func write(_ text: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8]) {
    var rest = text
    while let special = rest.firstIndex(where: needsEscape) {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: rest[..<special]))
      escape(rest[special], into: &bytes)
      rest = UnsafeBufferPointer(rebasing: rest[(special + 1)...])
    }
    bytes.append(contentsOf: rest)
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
    if byte < 0x20 {
      bytes.append(contentsOf: "\\u00\(Hex.encode([byte]))".utf8)
    } else {
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
  }
}

// Members of an object, by name.
extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: String) {
    self.name(name)
    self.text(text)
  }

  mutating func member(_ name: StaticString, _ number: Int64) {
    self.name(name)
    self.number(number)
  }

  mutating func member(_ name: StaticString, _ isSo: Bool) {
    self.name(name)
    flag(isSo)
  }

  mutating func member(_ name: StaticString, _ texts: [String]) {
    self.name(name)
    array(texts) { $0.text($1) }
  }

  mutating func member(_ name: StaticString, object members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }
}
