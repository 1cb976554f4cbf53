/// The bytes of a page while it is written.
struct Output {
  var bytes: [UInt8] = []
  /// The margins of all routines under way, one behind the other.
  private var margins: [UInt8] = []
  private var marginStart = 0

  init(_ bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  mutating func write(_ literal: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: literal)
  }

  mutating func write(_ literal: some Collection<UInt8>) {
    bytes.append(contentsOf: literal)
  }

  mutating func write(_ text: String, escaped: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      if escaped { writeEscaped(utf8) } else { write(utf8) }
    }
  }

  /// Copies the runs between special characters whole.
  private mutating func writeEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var run = 0
    for index in text.indices where text[index].isSpecial {
      write(UnsafeBufferPointer(rebasing: text[run..<index]))
      bytes.append(contentsOf: text[index].entity.utf8)
      run = index + 1
    }
    write(UnsafeBufferPointer(rebasing: text[run...]))
  }

  mutating func writeMargin() {
    if !margins.isEmpty { bytes.append(contentsOf: margins[marginStart...]) }
  }

  /// Writes what comes with this margin before its lines.
  mutating func enter(_ margin: Margin) -> Place {
    let place = Place(start: marginStart, count: margins.count)
    let callers = margin.isOnTop ? margins[marginStart...] : []
    marginStart = margins.count
    margins.append(contentsOf: callers)
    margins.append(contentsOf: margin.indent)
    return place
  }

  mutating func leave(to place: Place) {
    marginStart = place.start
    margins.removeLast(margins.count - place.count)
  }

  /// Where the margins stood before one was entered.
  struct Place {
    fileprivate let start: Int
    fileprivate let count: Int
  }
}

extension UInt8 {
  /// The characters that mean something in HTML, in text as in attributes (" & ' < >), as a set of bits.
  private static let specials: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62

  fileprivate var isSpecial: Bool { self < 64 && UInt8.specials >> UInt64(self) & 1 == 1 }

  fileprivate var entity: String {
    switch self {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case UInt8(ascii: "<"): "&lt;"
    default: "&gt;"
    }
  }
}
