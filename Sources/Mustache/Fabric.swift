/// A template with everything laid in that does not depend on data: partials, parents, blocks, words, indentation.
/// What is left asks for values by name.
struct Fabric: Sendable {
  var pieces: [Piece] = []
  /// Recursive partials, which cannot be laid in: each is here once and called.
  var routines: [[Piece]] = []
}

enum Piece: Sendable {
  case literal([UInt8])
  /// The indentation with which the routine was called.
  case margin
  case variable(Tagged<Name>, escaped: Bool)
  case section(Tagged<Name>, inverted: Bool, [Piece])
  case call(Call)
}

/// Something a tag says, with the source in which it stands.
struct Tagged<Content: Sendable>: Sendable {
  let content: Content
  let at: Int
  let source: Source

  func fault(_ sentence: String) -> Fault { source.fault(at: at, sentence) }
}

struct Call: Sendable {
  let routine: Tagged<Int>
  let margin: Margin

  var runsAway: Fault {
    routine.fault("the partial calls itself without end, or its data is nested deeper than \(Limits.recursion) levels")
  }
}

/// What goes before each line.
struct Margin: Hashable, Sendable {
  static let none = Margin(isOnTop: false, indent: [])
  /// That of a routine's caller.
  static let callers = Margin(isOnTop: true, indent: [])

  /// Whether the indent comes on top of the margin with which the routine was called.
  let isOnTop: Bool
  let indent: [UInt8]

  static func + (margin: Margin, indent: [UInt8]) -> Margin {
    Margin(isOnTop: margin.isOnTop, indent: margin.indent + indent)
  }
}
