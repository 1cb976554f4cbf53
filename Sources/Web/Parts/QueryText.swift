/// A query being written: names and values, escaped, in the order they are added.
struct QueryText {
  private(set) var text = ""

  /// Adds nothing for nil.
  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    text += text.isEmpty ? "?" : "&"
    text += name
    text += "="
    text += QueryText.escaped(value)
  }

  /// Everything that might mean something in a query is escaped; slashes and colons mean nothing there.
  static func escaped(_ value: String) -> String {
    if value.utf8.allSatisfy(isPlain) { return value }
    var text: [UInt8] = []
    for byte in value.utf8 {
      if isPlain(byte) {
        text.append(byte)
      } else {
        text += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "/"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
