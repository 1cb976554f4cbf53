internal import Guard
internal import Store

/// What an owner wrote about a link, as HTML: paragraphs, lists, emphasis and links, a small part of Markdown. What is
/// not of these is text, and all text is escaped, so nothing an owner writes can become markup of another kind.
///
/// A line's end is a line's end, as people expect who type into a field. The work grows with the text's length.
struct Markdown {
  let html: String

  /// What was written lately, with what became of it: a link's text is on every page of it.
  private static let written = Guarded(Shelf<String, String>(room: 1 << 20))

  /// As `init`, for texts that are shown again and again.
  static func html(of text: String) -> String {
    if text.isEmpty { return "" }
    if let html = written.withLock({ $0.value(text) }) { return html }
    let html = Markdown(text).html
    written.withLock { $0.put(html, text, bytes: text.utf8.count + html.utf8.count + 64) }
    return html
  }

  init(_ text: String) {
    var blocks: [Block] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      Block.add(Array(line).trimmed, to: &blocks)
    }
    var output: [UInt8] = []
    for block in blocks { block.write(to: &output) }
    html = String(decoding: output, as: UTF8.self)
  }
}

/// A paragraph or a list, in lines.
private struct Block {
  enum Kind: Equatable {
    /// Holds nothing: the blank between two others.
    case gap
    case paragraph, heading, bullets, numbers
  }

  let kind: Kind
  var lines: [[UInt8]]

  /// Puts a line where it belongs: behind the lines of its kind, or at the beginning of something new.
  static func add(_ line: [UInt8], to blocks: inout [Block]) {
    let (kind, content) = read(line)
    guard let last = blocks.last, last.kind != .gap, kind != .gap else {
      return blocks.append(Block(kind: kind, lines: kind == .gap ? [] : [content]))
    }
    if last.kind == kind, kind != .heading {
      blocks[blocks.count - 1].lines.append(content)
    } else {
      blocks.append(Block(kind: kind, lines: [content]))
    }
  }

  /// What a line begins, and the line without the sign that says so.
  private static func read(_ line: [UInt8]) -> (Kind, [UInt8]) {
    guard let first = line.first else { return (.gap, []) }
    if first == UInt8(ascii: "#") {
      let rest = line.drop { $0 == UInt8(ascii: "#") }
      if line.count - rest.count <= 6, rest.first == UInt8(ascii: " ") { return (.heading, Array(rest).trimmed) }
    }
    if Inline.isOne(first, of: "-*+"), line.dropFirst().first == UInt8(ascii: " ") {
      return (.bullets, Array(line.dropFirst(2)).trimmed)
    }
    let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    if (1...3).contains(digits.count), let sign = line.dropFirst(digits.count).first, Inline.isOne(sign, of: ".)"),
      line.dropFirst(digits.count + 1).first == UInt8(ascii: " ")
    {
      return (.numbers, Array(line.dropFirst(digits.count + 2)).trimmed)
    }
    return (.paragraph, line)
  }

  func write(to output: inout [UInt8]) {
    switch kind {
    case .gap: break
    case .paragraph: write(lines, "<p>", between: "<br>", "</p>", to: &output)
    case .heading: write(lines, "<p><strong>", between: "", "</strong></p>", to: &output)
    case .bullets: write(lines, "<ul><li>", between: "</li><li>", "</li></ul>", to: &output)
    case .numbers: write(lines, "<ol><li>", between: "</li><li>", "</li></ol>", to: &output)
    }
  }

  private func write(
    _ lines: [[UInt8]], _ open: String, between: String, _ close: String, to output: inout [UInt8]
  ) {
    output += open.utf8
    for (index, line) in lines.enumerated() {
      if index > 0 { output += between.utf8 }
      var inline = Inline(line)
      output += inline.html()
    }
    output += close.utf8
  }
}

extension [UInt8] {
  /// Without blanks at either end; a carriage return is one.
  var trimmed: [UInt8] {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    return Array(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
