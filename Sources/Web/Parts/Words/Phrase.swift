internal import Mustache

/// A sentence of the words file, cut once at its values, for what is said so often that looking it up would show.
struct Phrase: Sendable {
  private enum Piece {
    case text(String)
    case value(Int)
  }

  private let pieces: [Piece]

  /// `names` are the sentence's values in the order in which they will be given.
  init(_ words: Words, _ word: Word, _ names: String...) {
    var pieces: [Piece] = []
    var rest = words.text(word.rawValue)[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let name = String(rest[rest.index(after: open)..<close])
      pieces.append(names.firstIndex(of: name).map(Piece.value) ?? .text("{\(name)}"))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  func callAsFunction(_ values: String...) -> String {
    var sentence = ""
    for piece in pieces {
      switch piece {
      case .text(let text): sentence += text
      case .value(let index): sentence += values[index]
      }
    }
    return sentence
  }
}

extension Words {
  /// A value that is read from right to left leaves the sentence around it as it is.
  func text(_ word: Word, _ values: [String: String] = [:]) -> String {
    guard values.values.contains(where: \.isRightToLeft) else { return text(word.rawValue, values) }
    return text(word.rawValue, values.mapValues(\.isolated))
  }
}
