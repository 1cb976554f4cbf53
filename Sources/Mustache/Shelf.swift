/// All templates by name, and what follows from their names alone.
struct Shelf: Sendable {
  let templates: [String: Template]
  /// Templates that come back to themselves through their partials and parents.
  let recursive: Set<String>

  init(_ templates: [String: Template]) {
    self.templates = templates
    recursive = Set(templates.keys.filter { Shelf.reach(from: $0, in: templates).contains($0) })
  }

  subscript(name: String) -> Template? { templates[name] }

  /// Whether the template, or one that it includes, has a block of this name.
  func hasBlock(_ block: String, in name: String) -> Bool {
    Shelf.reach(from: name, in: templates).union([name]).contains { templates[$0]?.blocks.contains(block) ?? false }
  }

  private static func reach(from name: String, in templates: [String: Template]) -> Set<String> {
    var reached: Set<String> = []
    var next = [name]
    while let name = next.popLast() {
      for included in templates[name]?.inclusions ?? [] where reached.insert(included).inserted {
        next.append(included)
      }
    }
    return reached
  }
}
