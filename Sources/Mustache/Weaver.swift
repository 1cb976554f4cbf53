/// Lays partials, parents, blocks and words into a template, so that only what depends on data is left.
struct Weaver {
  /// How a text is written into the output.
  let style: Style
  let shelf: Shelf
  let words: Words
  /// Whether a partial or block that does not exist is a fault. For plain data it is not, says the specification.
  let isStrict: Bool

  private var pieces: [Piece] = []
  private var routines: [[Piece]] = []
  private var known: [Routine: Int] = [:]
  private var nodeCount = 0
  private var literalCount = 0

  init(_ shelf: Shelf, words: Words, style: Style, isStrict: Bool) {
    self.shelf = shelf
    self.words = words
    self.style = style
    self.isStrict = isStrict
  }

  mutating func weave(_ template: Template) throws(Fault) -> Fabric {
    try weave(template.nodes, Setting(source: template.source, margin: .none))
    return Fabric(pieces: pieces, routines: routines)
  }

  private mutating func weave(_ nodes: [Node], _ setting: Setting) throws(Fault) {
    for node in nodes {
      nodeCount += 1
      try checkSize(setting)
      switch node {
      case .text(let range, let opensLine): lay(range, opensLine: opensLine, setting)
      case .variable(let name, let escaped): try weave(name, escaped: escaped, setting)
      case .section(let name, let inverted, let body): try weave(name, inverted: inverted, body, setting)
      case .inclusion(let inclusion): try weave(inclusion, setting)
      case .block(let block): try weave(block, setting)
      }
    }
  }

  private mutating func lay(_ range: Range<Int>, opensLine: Bool, _ setting: Setting) {
    if opensLine { layMargin(setting) }
    lay(setting.source.bytes[setting.text(range, opensLine: opensLine)])
  }

  private mutating func weave(_ name: Name, escaped: Bool, _ setting: Setting) throws(Fault) {
    if let word = try word(name, setting) {
      lay(Output.bytes(of: word, escaped: escaped && style == .html)[...])
    } else {
      pieces.append(.variable(setting.tagged(name), escaped: escaped && style == .html))
    }
  }

  private mutating func weave(
    _ name: Name, inverted: Bool, _ body: [Node], _ setting: Setting
  ) throws(Fault) {
    if try word(name, setting) != nil {
      throw setting.source.fault(at: name.at, "\(name.text) is a word, which opens no section")
    }
    var outer: [Piece] = []
    swap(&outer, &pieces)
    try weave(body, setting.deeper(at: name.at))
    swap(&outer, &pieces)
    pieces.append(.section(setting.tagged(name), inverted: inverted, outer))
  }

  private func word(_ name: Name, _ setting: Setting) throws(Fault) -> String? {
    guard let key = name.word, !words.isEmpty else { return nil }
    guard let sentence = words[key] else {
      throw setting.source.fault(at: name.at, "there is no word \(key)")
    }
    guard let word = sentence.whole else {
      throw setting.source.fault(
        at: name.at,
        "the word \(key) has values in it (\(sentence.names.sorted().joined(separator: ", "))): give it "
          + "to the template as a finished text")
    }
    return word
  }
}

// MARK: - Partials, parents and their blocks

extension Weaver {
  private mutating func weave(_ inclusion: Inclusion, _ setting: Setting) throws(Fault) {
    guard let template = shelf[inclusion.name] else {
      if isStrict {
        throw setting.source.fault(at: inclusion.at, "there is no template \(inclusion.name)")
      }
      return
    }
    if isStrict { try checkBlocks(of: inclusion, setting) }

    var inner = try setting.deeper(at: inclusion.at)
    inner.source = template.source
    inner.margin = inclusion.indent.map { setting.margin + setting.indent($0) } ?? .none
    inner.dedent = 0
    inner.filling = setting.filling.adding(inclusion, in: setting.source)
    if shelf.recursive.contains(inclusion.name) {
      let routine = try routine(Routine(name: inclusion.name, filling: inner.filling), template, inner)
      let place = Tagged(content: routine, at: inclusion.at, source: setting.source)
      pieces.append(.call(Call(routine: place, margin: inner.margin)))
    } else {
      try weave(template.nodes, inner)
    }
  }

  private func checkBlocks(of inclusion: Inclusion, _ setting: Setting) throws(Fault) {
    for argument in inclusion.arguments where !shelf.hasBlock(argument.name, in: inclusion.name) {
      throw setting.source.fault(at: argument.at, "\(inclusion.name) has no block \(argument.name)")
    }
  }

  private mutating func routine(
    _ routine: Routine, _ template: Template, _ setting: Setting
  ) throws(Fault) -> Int {
    if let index = known[routine] { return index }
    let index = routines.count
    known[routine] = index
    routines.append([])

    var outer: [Piece] = []
    swap(&outer, &pieces)
    var setting = setting
    setting.margin = .callers
    try weave(template.nodes, setting)
    swap(&outer, &pieces)
    routines[index] = outer
    return index
  }

  private mutating func weave(_ block: Block, _ setting: Setting) throws(Fault) {
    guard let filled = setting.filling[block.name] else {
      return try weave(block.body, setting.deeper(at: block.at))
    }
    let argument = filled.argument
    var inner = try setting.deeper(at: argument.at)
    inner.source = filled.source
    inner.filling = filled.filling
    inner.dedent = argument.intrinsic

    var body = argument.body
    switch block.site {
    case .ownLine(let indent):
      inner.margin = setting.margin + setting.indent(indent)
      if !argument.opensLine, !body.isEmpty { layMargin(inner) }
    case .ownPair(let indent):
      inner.margin = setting.margin + setting.indent(indent)
      if case .text(let range, opensLine: true) = body.first {
        // Its indent stands there already, before the block's tag.
        lay(inner.source.bytes[inner.text(range, opensLine: true)])
        body.removeFirst()
      }
    case .midLine:
      inner.margin = .none
    }
    try weave(body, inner)
  }
}

// MARK: - Laying pieces

extension Weaver {
  private mutating func lay(_ bytes: ArraySlice<UInt8>) {
    if bytes.isEmpty { return }
    literalCount += bytes.count
    guard case .literal(var literal) = pieces.last else { return pieces.append(.literal(Array(bytes))) }
    // Taken out first, so that it grows in place.
    pieces.removeLast()
    literal.append(contentsOf: bytes)
    pieces.append(.literal(literal))
  }

  private mutating func layMargin(_ setting: Setting) {
    if setting.margin.isOnTop { pieces.append(.margin) }
    lay(setting.margin.indent[...])
  }

  private func checkSize(_ setting: Setting) throws(Fault) {
    if nodeCount > Limits.nodes || literalCount > Limits.literals {
      throw setting.source.fault(at: 0, "with all its partials the template grows too large")
    }
  }
}
