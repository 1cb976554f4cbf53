/// Where the weaver is: in which source, with what before each line, and with which blocks filled.
struct Setting {
  var source: Source
  var margin: Margin
  /// Blanks to take away from the beginning of each line.
  var dedent = 0
  var filling = Filling()
  private var depth = 0

  init(source: Source, margin: Margin) {
    self.source = source
    self.margin = margin
  }

  func tagged(_ name: Name) -> Tagged<Name> { Tagged(content: name, at: name.at, source: source) }

  /// What is left of an indent where lines lose their first blanks.
  func indent(_ range: Range<Int>) -> [UInt8] { Array(source.bytes[range.dropFirst(dedent)]) }

  /// What is left of a text where lines lose their first blanks.
  func text(_ range: Range<Int>, opensLine: Bool) -> Range<Int> {
    guard opensLine, dedent > 0 else { return range }
    return range.dropFirst(min(dedent, source.bytes.blanks(in: range).count))
  }

  func deeper(at offset: Int) throws(Fault) -> Setting {
    guard depth < Limits.depth else {
      throw source.fault(at: offset, "templates are nested deeper than \(Limits.depth) levels")
    }
    var setting = self
    setting.depth += 1
    return setting
  }
}

/// What was put into blocks on the way to a template, outermost first; what stands further out has precedence.
struct Filling: Hashable {
  struct Filled {
    let argument: Argument
    let source: Source
    /// The filling of the template in which the argument stands: its own blocks are filled from there.
    let filling: Filling
  }

  /// A parent tag is known by its place: the path says all there is to say about a filling.
  private struct Step: Hashable {
    let name: String
    let at: Int
  }

  private var path: [Step] = []
  private var filled: [String: Filled] = [:]

  subscript(block: String) -> Filled? { filled[block] }

  func adding(_ inclusion: Inclusion, in source: Source) -> Filling {
    var filling = self
    for argument in inclusion.arguments where filled[argument.name] == nil {
      filling.filled[argument.name] = Filled(argument: argument, source: source, filling: self)
    }
    if filling.filled.count > filled.count { filling.path.append(Step(name: source.name, at: inclusion.at)) }
    return filling
  }

  static func == (one: Filling, other: Filling) -> Bool { one.path == other.path }

  func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// A recursive template with its blocks filled in one certain way.
struct Routine: Hashable {
  let name: String
  let filling: Filling
}
