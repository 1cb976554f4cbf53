/// Puts tags and text together to a tree, and takes away the lines that hold nothing but a tag.
struct Parser {
  /// A section, parent or block that was opened; the bottom one is the template itself.
  private struct Element {
    let tag: Tag?
    let name: String
    var nodes: [Node] = []
    var arguments: [Argument] = []
    var given: Set<String> = []

    var isParent: Bool { tag?.kind == .parent }
  }

  private let source: Source
  private var scanner: Scanner
  private var open = [Element(tag: nil, name: "")]

  static func nodes(of source: Source) throws(Fault) -> [Node] {
    var parser = Parser(source)
    return try parser.parse()
  }

  private init(_ source: Source) {
    self.source = source
    scanner = Scanner(source)
  }

  private mutating func parse() throws(Fault) -> [Node] {
    while let token = try scanner.next() {
      switch token {
      case .text(let range, let opensLine): add(.text(range, opensLine: opensLine))
      case .tag(let tag): try take(tag)
      }
    }
    if let tag = innermost.tag {
      throw source.fault(at: tag.at, "{{/\(innermost.name)}} is missing: what opens here is never closed")
    }
    return innermost.nodes
  }

  private mutating func take(_ tag: Tag) throws(Fault) {
    switch tag.kind {
    case .comment, .delimiters:
      _ = takeLine(of: tag)
    case .variable, .unescaped:
      try refuseBetweenBlocks(tag)
      add(.variable(try name(tag), escaped: tag.kind == .variable))
    case .partial:
      try refuseBetweenBlocks(tag)
      let name = try word(tag)
      add(.inclusion(Inclusion(name: name, at: tag.at, indent: takeLine(of: tag), arguments: [])))
    case .section, .inverted:
      try refuseBetweenBlocks(tag)
      _ = takeLine(of: tag)
      try enter(tag)
    case .parent:
      try refuseBetweenBlocks(tag)
      try enter(tag)
    case .block:
      try enterBlock(tag)
    case .close:
      try close(tag)
    }
  }

  private mutating func enter(_ tag: Tag) throws(Fault) {
    guard open.count <= Limits.nesting else {
      throw source.fault(at: tag.at, "tags are nested deeper than \(Limits.nesting) levels")
    }
    open.append(Element(tag: tag, name: try word(tag)))
  }

  private mutating func enterBlock(_ tag: Tag) throws(Fault) {
    if !innermost.isParent {
      _ = takeLine(of: tag)
    } else if let nextLine = tag.nextLine {
      // What stands left of an argument is not shown anyway, so that a line end behind it is enough.
      scanner.goToLine(at: nextLine)
    }
    try enter(tag)
  }

  private mutating func close(_ tag: Tag) throws(Fault) {
    let closed = try word(tag)
    guard let opening = innermost.tag else {
      throw source.fault(at: tag.at, "{{/\(closed)}} closes nothing: no tag of that name is open")
    }
    guard closed == innermost.name else {
      let line = source.fault(at: opening.at, "").line
      throw source.fault(at: tag.at, "{{/\(closed)}} closes \(innermost.name), which was opened on line \(line)")
    }
    let isArgument = opening.kind == .block && open[open.count - 2].isParent
    if isArgument {
      if let indent = tag.indent { dropBlanks(indent) }
    } else if opening.kind != .parent {
      _ = takeLine(of: tag)
    }
    let element = open.removeLast()
    switch opening.kind {
    case .parent: add(.inclusion(parent(element, opening, tag)))
    case .block where isArgument: try add(argument(element, opening))
    case .block: add(.block(block(element, opening, tag)))
    default: add(.section(try name(opening), inverted: opening.kind == .inverted, element.nodes))
    }
  }

  /// A parent needs no line for each of its tags: blanks before the first and a line end behind the last will do.
  private mutating func parent(_ element: Element, _ opening: Tag, _ closing: Tag) -> Inclusion {
    var indent: Range<Int>?
    if let blanks = opening.indent, let nextLine = closing.nextLine {
      dropBlanks(blanks)
      scanner.goToLine(at: nextLine)
      indent = blanks
    }
    return Inclusion(name: element.name, at: opening.at, indent: indent, arguments: element.arguments)
  }

  private func argument(_ element: Element, _ opening: Tag) -> Argument {
    let opensLine = opening.nextLine != nil
    return Argument(
      name: element.name, at: opening.at, body: element.nodes, opensLine: opensLine,
      intrinsic: opensLine ? source.intrinsicIndent(of: element.nodes)?.count ?? 0 : 0)
  }

  private func block(_ element: Element, _ opening: Tag, _ closing: Tag) -> Block {
    var site = Block.Site.midLine
    if let (indent, _) = opening.ownLine {
      site = .ownLine(indent: source.intrinsicIndent(of: element.nodes) ?? indent)
    } else if let indent = opening.indent, closing.nextLine != nil {
      site = .ownPair(indent: indent)
    }
    return Block(name: element.name, at: opening.at, body: element.nodes, site: site)
  }
}

// MARK: - Building

extension Parser {
  private var innermost: Element { open[open.count - 1] }

  /// What stands inside a parent but outside its blocks is not shown, says the specification.
  private mutating func add(_ node: Node) {
    if !innermost.isParent { open[open.count - 1].nodes.append(node) }
  }

  private mutating func add(_ argument: Argument) throws(Fault) {
    guard open[open.count - 1].given.insert(argument.name).inserted else {
      throw source.fault(at: argument.at, "the block \(argument.name) is given twice")
    }
    open[open.count - 1].arguments.append(argument)
  }

  private func refuseBetweenBlocks(_ tag: Tag) throws(Fault) {
    if innermost.isParent {
      throw source.fault(at: tag.at, "inside {{<\(innermost.name)}} only what stands in a block is ever shown")
    }
  }

  /// If the tag is alone on its line, the line goes; what is left of it is its indent.
  private mutating func takeLine(of tag: Tag) -> Range<Int>? {
    guard let (indent, nextLine) = tag.ownLine else { return nil }
    dropBlanks(indent)
    scanner.goToLine(at: nextLine)
    return indent
  }

  /// Takes back the text that opened the tag's line.
  private mutating func dropBlanks(_ indent: Range<Int>) {
    if case .text(let range, opensLine: true) = innermost.nodes.last, range == indent {
      open[open.count - 1].nodes.removeLast()
    }
  }

  private func word(_ tag: Tag) throws(Fault) -> String {
    let word = source.bytes[tag.content]
    if word.isEmpty { throw source.fault(at: tag.at, "the tag is empty") }
    if word.contains(where: \.isWhitespace) { throw source.fault(at: tag.at, "a name has no blanks in it") }
    if tag.kind == .variable, let sign = word.first, "#^/><$!&{=".utf8.contains(sign) {
      throw source.fault(at: tag.at, "the sign of a tag stands right behind its opening, without a blank")
    }
    return source[tag.content]
  }

  private func name(_ tag: Tag) throws(Fault) -> Name {
    let word = try word(tag)
    if word == "." { return Name(parts: [], at: tag.at) }
    let parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if parts.contains("") { throw source.fault(at: tag.at, "\(word) is not a name: nothing stands beside a dot") }
    return Name(parts: parts, at: tag.at)
  }
}
