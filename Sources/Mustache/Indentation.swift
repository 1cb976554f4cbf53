extension Source {
  /// The blanks that all lines of a block's content begin with; nil if no line of it would show anything.
  func intrinsicIndent(of nodes: [Node]) -> Range<Int>? {
    var shared: Range<Int>?
    for indent in indents(of: nodes) {
      shared = shared.map { common($0, indent) } ?? indent
    }
    return shared
  }

  private func indents(of nodes: [Node]) -> [Range<Int>] {
    nodes.flatMap { node -> [Range<Int>] in
      switch node {
      case .text(let range, opensLine: true): isEmptyLine(range) ? [] : [bytes.blanks(in: range)]
      case .section(_, _, let body): indents(of: body)
      case .inclusion(let inclusion): inclusion.indent.map { [$0] } ?? []
      case .block(let block): indent(of: block).map { [$0] } ?? indents(of: block.body)
      case .text, .variable: []
      }
    }
  }

  private func indent(of block: Block) -> Range<Int>? {
    if case .ownLine(let indent) = block.site { indent } else { nil }
  }

  private func isEmptyLine(_ range: Range<Int>) -> Bool {
    guard let last = range.last, bytes[last] == .newline else { return false }
    return bytes.trimmed(range).isEmpty
  }

  private func common(_ one: Range<Int>, _ other: Range<Int>) -> Range<Int> {
    let count = zip(one, other).prefix { bytes[$0] == bytes[$1] }.count
    return one.prefix(count)
  }
}
