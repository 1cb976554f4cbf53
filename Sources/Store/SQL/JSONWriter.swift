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
    quote { bytes in
      name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  mutating func text(_ text: String) {
    separate()
    quote { bytes in
      for byte in text.utf8 { Self.escape(byte, into: &bytes) }
    }
  }

  mutating func number(_ number: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
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

  private mutating func quote(_ body: (inout [UInt8]) -> Void) {
    bytes.append(UInt8(ascii: "\""))
    body(&bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  @inline(__always)
  private static func escape(_ byte: UInt8, into bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default: bytes.append(byte)
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

  mutating func member(_ name: StaticString, _ texts: [String]) {
    self.name(name)
    array(texts) { $0.text($1) }
  }

  mutating func member(_ name: StaticString, object members: (inout JSONWriter) -> Void) {
    self.name(name)
    object(members)
  }
}
