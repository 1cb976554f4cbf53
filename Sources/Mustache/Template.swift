/// A template that was read and understood, not yet tied to its partials, its words or its data.
public struct Template: Sendable {
  /// `guest/booking`: its path in the folder, without the extension.
  public var name: String { source.name }

  let source: Source
  let nodes: [Node]
  /// Partials and parents it includes.
  let inclusions: Set<String>
  /// Blocks of it that others may fill.
  let blocks: Set<String>
  /// Words it asks for.
  let words: Set<String>

  /// Reads any bytes: they are a template, or the fault says why not.
  public static func parse(name: String, bytes: [UInt8]) throws(Fault) -> Template {
    try Template(Source(name: name, file: name, bytes: bytes))
  }

  init(_ source: Source) throws(Fault) {
    self.source = source
    nodes = try Parser.nodes(of: source)
    var mentions = Mentions()
    mentions.read(nodes)
    inclusions = mentions.inclusions
    blocks = mentions.blocks
    words = mentions.words
  }
}

/// The names a template speaks of, gathered from its whole tree.
private struct Mentions {
  var inclusions: Set<String> = []
  var blocks: Set<String> = []
  var words: Set<String> = []

  mutating func read(_ nodes: [Node]) {
    for node in nodes {
      switch node {
      case .text: break
      case .variable(let name, _):
        if let word = name.word { words.insert(word) }
      case .section(_, _, let body):
        read(body)
      case .inclusion(let inclusion):
        inclusions.insert(inclusion.name)
        for argument in inclusion.arguments { read(argument.body) }
      case .block(let block):
        blocks.insert(block.name)
        read(block.body)
      }
    }
  }
}

extension Name {
  /// The first part of a name that asks for a word: `{{t.guest.book.title}}`.
  static let wordSign = "t"

  /// `guest.book.title` of `{{t.guest.book.title}}`.
  var word: String? {
    guard parts.count > 1, parts[0] == Name.wordSign else { return nil }
    return parts.dropFirst().joined(separator: ".")
  }
}
