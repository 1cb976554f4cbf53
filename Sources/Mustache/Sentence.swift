/// One entry of a words file: `Book {day}, {time}`.
struct Sentence: Sendable {
  private enum Piece: Sendable {
    case text(String)
    case value(String)
  }

  private let pieces: [Piece]

  /// Nil if a brace opens no name, or closes nothing.
  init?(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: brace)..<end]
      guard Sentence.isName(name) else { return nil }
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      pieces.append(.value(String(name)))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The names of the values it needs.
  var names: Set<String> {
    Set(pieces.compactMap { if case .value(let name) = $0 { name } else { nil } })
  }

  /// The text itself, if it needs no values.
  var whole: String? {
    if pieces.count == 1, case .text(let text) = pieces[0] { text } else { nil }
  }

  /// A value that is not given leaves its name standing, for everyone to see.
  func text(_ values: [String: String]) -> String {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .value(let name): result += values[name] ?? "{\(name)}"
      }
    }
    return result
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_") }
  }
}
