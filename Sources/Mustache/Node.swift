/// One thing a template is made of. Text and blanks are ranges of its source.
enum Node: Sendable {
  /// A line, or what of it stands between two tags. The one that opens its line may be empty: it says where a line
  /// begins, for that is where indentation goes.
  case text(Range<Int>, opensLine: Bool)
  case variable(Name, escaped: Bool)
  case section(Name, inverted: Bool, [Node])
  case inclusion(Inclusion)
  case block(Block)
}

/// What a variable or a section asks for: `.`, `title` or `owner.name`.
struct Name: Sendable {
  let parts: [String]
  /// Where its tag begins.
  let at: Int

  /// `{{.}}`: the innermost thing itself.
  var isDot: Bool { parts.isEmpty }

  var text: String { isDot ? "." : parts.joined(separator: ".") }
}

/// `{{>partial}}`, or `{{<parent}}…{{/parent}}` with what it puts into the parent's blocks.
struct Inclusion: Sendable {
  let name: String
  let at: Int
  /// The blanks before it if it has its line for itself: they go before each line of the included.
  let indent: Range<Int>?
  let arguments: [Argument]
}

/// `{{$name}}…{{/name}}` directly inside a parent tag: what to show in the parent's block of that name.
struct Argument: Sendable {
  let name: String
  let at: Int
  let body: [Node]
  /// Whether the body begins on the line below its tag.
  let opensLine: Bool
  /// Blanks that all its lines begin with, taken away where it is shown.
  let intrinsic: Int
}

/// `{{$name}}…{{/name}}` anywhere else: a place that others may fill, with what to show if nobody does.
struct Block: Sendable {
  enum Site: Sendable {
    /// The opening tag has a line for itself, which is not shown: every line put here gets the indent.
    case ownLine(indent: Range<Int>)
    /// Opening and closing tag have their lines for themselves, but for the content: the first line put here has
    /// its indent already, the others get it.
    case ownPair(indent: Range<Int>)
    case midLine
  }

  let name: String
  let at: Int
  let body: [Node]
  let site: Site
}
