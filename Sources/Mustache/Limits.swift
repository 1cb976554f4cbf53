/// What a template may be at most. Templates are written by whoever runs the house, yet nothing here trusts them.
enum Limits {
  /// Bytes of one file, a template or a language's words: a hundred times the largest page we can imagine.
  static let file = 1 << 20
  /// Sections, parents and blocks open at once in one template.
  static let nesting = 64
  /// Bytes of a delimiter set by `{{=<% %>=}}`; keeps the search for it linear.
  static let delimiter = 16
  /// Templates, sections and blocks inside one another once partials and parents are laid in.
  static let depth = 200
  /// Lines and tags of one template once partials and parents are laid in, and steps of its program: partials that
  /// include each other twice and twice again end here.
  static let nodes = 1 << 17
  /// Literal bytes of one template once partials and parents are laid in.
  static let literals = 1 << 22
  /// Sections and recursive partials inside one another while rendering, seen when a partial calls itself: data
  /// nested deeper is not for a page, and this much fits any thread's stack.
  static let recursion = 200
  /// Calls of recursive partials in one rendering: more than any tree that a page could show.
  static let calls = 1 << 16
}
