/// Writes a calendar's lines: folded at 75 bytes, ended by CR LF.
struct TextWriter {
  private(set) var bytes: [UInt8] = []
  private var line: [UInt8] = []

  /// RFC 5545, section 3.1: without the line's end.
  private static let foldedAt = 75

  mutating func begin(_ component: String) {
    write("BEGIN", component)
  }

  mutating func end(_ component: String) {
    write("END", component)
  }

  /// A value that is written as it stands: a date, a rule, an address.
  mutating func write(_ name: String, _ value: String, _ parameters: [Property.Parameter] = []) {
    line.removeAll(keepingCapacity: true)
    line += name.utf8
    for parameter in parameters where !parameter.values.isEmpty {
      line.append(UInt8(ascii: ";"))
      line += parameter.name.utf8
      for (index, value) in parameter.values.enumerated() {
        line.append(UInt8(ascii: index == 0 ? "=" : ","))
        appendParameter(value)
      }
    }
    line.append(UInt8(ascii: ":"))
    // Nothing may begin a line of its own, whatever a value was made of.
    line += value.utf8.lazy.filter { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\t") }
    fold()
  }

  mutating func write(_ property: Property) {
    write(property.name, property.value, property.parameters)
  }

  /// A text a person wrote, escaped. None is written where there is none.
  mutating func write(_ name: String, text: String?, _ parameters: [Property.Parameter] = []) {
    guard let text else { return }
    write(name, TextValue.escaped(text), parameters)
  }

  /// Quoted where it must be, with what quotes cannot hold written as RFC 6868 says.
  private mutating func appendParameter(_ value: String) {
    let isQuoted = value.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "^"): line += "^^".utf8
      case UInt8(ascii: "\""): line += "^'".utf8
      case UInt8(ascii: "\n"): line += "^n".utf8
      case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...: line.append(byte)
      default: break
      }
    }
    if isQuoted { line.append(UInt8(ascii: "\"")) }
  }

  /// A character is never torn apart, though the RFC would allow it: not every reader joins bytes before it reads them.
  private mutating func fold() {
    var rest = line[...]
    var room = Self.foldedAt
    while rest.count > room {
      var end = rest.startIndex + room
      while rest[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
      bytes += rest[..<end]
      bytes += "\r\n ".utf8
      rest = rest[end...]
      room = Self.foldedAt - 1
    }
    bytes += rest
    bytes += "\r\n".utf8
  }
}
