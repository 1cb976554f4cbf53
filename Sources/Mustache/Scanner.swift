/// One `{{…}}` as it stands in the source.
struct Tag {
  enum Kind {
    case variable, unescaped, section, inverted, close, partial, parent, block, comment, delimiters
  }

  let kind: Kind
  /// Where it begins.
  let at: Int
  /// What it says, without sign and blanks.
  let content: Range<Int>
  /// The blanks before it on its line, if nothing else is.
  let indent: Range<Int>?
  /// Where the next line begins, if nothing but blanks is behind it on its own.
  let nextLine: Int?

  /// Alone on its line, indent and line end, for which that line is not shown.
  var ownLine: (indent: Range<Int>, nextLine: Int)? {
    guard let indent, let nextLine else { return nil }
    return (indent, nextLine)
  }
}

/// Cuts a source into tags and the text between them, line by line.
struct Scanner {
  enum Token {
    case text(Range<Int>, opensLine: Bool)
    case tag(Tag)
  }

  private let source: Source
  private let bytes: [UInt8]
  private var position = 0
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var lineStart = 0
  /// Nothing of this line was handed out yet.
  private var isFresh = true
  /// No tag of this line was handed out yet.
  private var isTagless = true

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  mutating func next() throws(Fault) -> Token? {
    let start = position
    let opensLine = isFresh
    while position < bytes.count {
      if bytes[position] == .newline {
        goToLine(at: position + 1)
        return .text(start..<position, opensLine: opensLine)
      }
      if bytes.holds(opening, at: position) {
        isFresh = false
        guard start == position, !opensLine else { return .text(start..<position, opensLine: opensLine) }
        return .tag(try tag())
      }
      position += 1
    }
    isFresh = false
    return start < position ? .text(start..<position, opensLine: opensLine) : nil
  }

  /// Goes on there, at the beginning of a line.
  mutating func goToLine(at offset: Int) {
    position = offset
    lineStart = offset
    isFresh = true
    isTagless = true
  }

  private mutating func tag() throws(Fault) -> Tag {
    let start = position
    let indent = isTagless && bytes.blanks(in: lineStart..<start).upperBound == start ? lineStart..<start : nil
    isTagless = false

    let (kind, ending) = sign(at: start + opening.count)
    let from = start + opening.count + (kind == .variable ? 0 : 1)
    let end = ending + closing
    guard let to = bytes.first(end, from: from) else {
      throw source.fault(at: start, "the tag is not closed: \(String(decoding: end, as: UTF8.self)) is missing")
    }
    position = to + end.count
    let tag = Tag(
      kind: kind, at: start, content: bytes.trimmed(from..<to), indent: indent, nextLine: nextLine(from: position))
    if kind == .delimiters { try setDelimiters(tag) }
    return tag
  }

  /// The kind of tag by the sign behind its opening, and what must stand before its closing.
  private func sign(at offset: Int) -> (Tag.Kind, ending: [UInt8]) {
    guard offset < bytes.count else { return (.variable, []) }
    switch bytes[offset] {
    case UInt8(ascii: "#"): return (.section, [])
    case UInt8(ascii: "^"): return (.inverted, [])
    case UInt8(ascii: "/"): return (.close, [])
    case UInt8(ascii: ">"): return (.partial, [])
    case UInt8(ascii: "<"): return (.parent, [])
    case UInt8(ascii: "$"): return (.block, [])
    case UInt8(ascii: "!"): return (.comment, [])
    case UInt8(ascii: "&"): return (.unescaped, [])
    case UInt8(ascii: "{"): return (.unescaped, [UInt8(ascii: "}")])
    case UInt8(ascii: "="): return (.delimiters, [UInt8(ascii: "=")])
    default: return (.variable, [])
    }
  }

  private func nextLine(from offset: Int) -> Int? {
    var offset = bytes.blanks(in: offset..<bytes.count).upperBound
    if offset == bytes.count { return offset }
    if bytes[offset] == .carriageReturn { offset += 1 }
    return bytes.holds([.newline], at: offset) ? offset + 1 : nil
  }

  private mutating func setDelimiters(_ tag: Tag) throws(Fault) {
    let parts = bytes[tag.content].split(whereSeparator: \.isWhitespace).map(Array.init)
    guard parts.count == 2, parts.allSatisfy({ $0.count <= Limits.delimiter && !$0.contains(UInt8(ascii: "=")) }) else {
      throw source.fault(
        at: tag.at, "delimiters are set as {{=<% %>=}}: two short signs, a blank between, no = in them")
    }
    (opening, closing) = (parts[0], parts[1])
  }
}
