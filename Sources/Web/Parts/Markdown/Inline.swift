/// The inside of a line of Markdown: emphasis, links, and signs that a backslash robs of their meaning.
struct Inline {
  private let text: [UInt8]
  private let holdsLinks: Bool
  private var position = 0
  /// What is written so far. An opening sign stands as text until its closing one is met.
  private var pieces: [[UInt8]] = []
  private var open: [Opened] = []

  private struct Opened {
    let sign: [UInt8]
    let piece: Int
  }

  init(_ text: [UInt8], holdsLinks: Bool = true) {
    self.text = text
    self.holdsLinks = holdsLinks
  }

  mutating func html() -> [UInt8] {
    while let byte = peek() { take(byte) }
    return Array(pieces.joined())
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\\") where peek(1).map(Inline.isPunctuation) ?? false:
      write(text[position + 1])
      position += 2
    case UInt8(ascii: "*"), UInt8(ascii: "_"): takeEmphasis(byte)
    case UInt8(ascii: "[") where holdsLinks: takeLink()
    case UInt8(ascii: "h") where holdsLinks && !isInsideWord: takeAddress()
    default:
      write(byte)
      position += 1
    }
  }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  // MARK: Emphasis

  private mutating func takeEmphasis(_ byte: UInt8) {
    let sign = peek(1) == byte ? [byte, byte] : [byte]
    let before = position > 0 ? text[position - 1] : nil
    let after = peek(sign.count)
    position += sign.count
    if let depth = open.lastIndex(where: { $0.sign == sign }), before.map({ !Inline.isBlank($0) }) ?? false,
      byte == UInt8(ascii: "*") || !(after.map(Inline.isWord) ?? false)
    {
      let name = sign.count == 2 ? "strong" : "em"
      pieces[open[depth].piece] = Array("<\(name)>".utf8)
      pieces.append(Array("</\(name)>".utf8))
      // What was opened inside and never closed stays text.
      open.removeSubrange(depth...)
    } else {
      let opens = after.map { !Inline.isBlank($0) } ?? false
      // Inside of a word an underscore is part of it; a sign that is open already opens nothing more.
      if opens, byte == UInt8(ascii: "*") || !(before.map(Inline.isWord) ?? false),
        !open.contains(where: { $0.sign == sign })
      {
        open.append(Opened(sign: sign, piece: pieces.count))
      }
      pieces.append(sign)
    }
  }

  // MARK: Links

  /// In bytes. Bounded so that a line of brackets costs no more than its length times these.
  private static let longestLabel = 400
  private static let longestAddress = 2000

  /// `[label](address)`
  private mutating func takeLink() {
    let rest = text[position...].dropFirst()
    guard let close = rest.prefix(Inline.longestLabel).firstIndex(of: UInt8(ascii: "]")),
      close > rest.startIndex, close + 1 < text.count, text[close + 1] == UInt8(ascii: "("),
      let end = text[(close + 2)...].prefix(Inline.longestAddress).firstIndex(of: UInt8(ascii: ")")),
      Inline.isSafe(text[(close + 2)..<end])
    else {
      write(UInt8(ascii: "["))
      position += 1
      return
    }
    var label = Inline(Array(rest[..<close]), holdsLinks: false)
    writeLink(to: text[(close + 2)..<end], label.html())
    position = end + 1
  }

  private var isInsideWord: Bool { position > 0 && Inline.isWord(text[position - 1]) }

  /// A web address as it stands in the text; the full stop behind it is not part of it.
  private mutating func takeAddress() {
    var address = text[position...].prefix(Inline.longestAddress).prefix { byte in
      !Inline.isBlank(byte) && !Inline.isOne(byte, of: "<>\"")
    }
    while let last = address.last, Inline.isOne(last, of: ".,;:!?)'*_") { address = address.dropLast() }
    guard address.starts(with: "http".utf8), Inline.isSafe(address) else {
      write(UInt8(ascii: "h"))
      position += 1
      return
    }
    var label: [UInt8] = []
    for byte in address { Inline.append(byte, to: &label) }
    writeLink(to: address, label)
    position = address.endIndex
  }

  private mutating func writeLink(to address: ArraySlice<UInt8>, _ label: [UInt8]) {
    var link = Array("<a href=\"".utf8)
    for byte in address { Inline.append(byte, to: &link) }
    pieces.append(link + Array("\" rel=\"nofollow noopener\">".utf8) + label + Array("</a>".utf8))
  }

  /// Leads to the web or to a mailbox, and holds nothing but what an address holds.
  static func isSafe(_ address: ArraySlice<UInt8>) -> Bool {
    guard address.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !isOne($0, of: "\\") }) else { return false }
    let start = String(decoding: address.prefix(8), as: UTF8.self).lowercased()
    return ["https://", "http://", "mailto:"].contains { start.hasPrefix($0) && address.count > $0.utf8.count }
  }

  // MARK: Text

  private mutating func write(_ byte: UInt8) {
    if pieces.isEmpty || open.last?.piece == pieces.count - 1 { pieces.append([]) }
    Inline.append(byte, to: &pieces[pieces.count - 1])
  }

  private static func append(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "&"): output += "&amp;".utf8
    case UInt8(ascii: "<"): output += "&lt;".utf8
    case UInt8(ascii: ">"): output += "&gt;".utf8
    case UInt8(ascii: "\""): output += "&quot;".utf8
    case UInt8(ascii: "'"): output += "&#39;".utf8
    default: output.append(byte)
    }
  }

  static func isOne(_ byte: UInt8, of signs: StaticString) -> Bool {
    signs.withUTF8Buffer { $0.contains(byte) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !isWord(byte)
  }

  /// A letter or a digit; letters beyond ASCII are told by their first bit alone.
  private static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
