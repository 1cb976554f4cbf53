/// All templates of a folder with the words of all languages, parsed and ready to be bound.
///
/// A template is named by its path in the folder without the extension: `guest/booking`, `parts/icon`. The words are
/// in `locales`, one JSON file for each language; a template asks for one by `{{t.guest.book.title}}`.
public struct Library: Sendable {
  /// The words of all languages.
  public let locales: Locales
  private let shelf: Shelf

  /// Reads a folder. The first file that is broken stops it.
  public init(folder: String) throws(Fault) {
    try self.init(Folder(folder))
  }

  /// From texts in memory.
  public init(_ templates: [String: String], locales: Locales = .none) throws(Fault) {
    var parsed: [String: Template] = [:]
    for (name, text) in templates {
      parsed[name] = try Template.parse(name: name, bytes: Array(text.utf8))
    }
    shelf = Shelf(parsed)
    self.locales = locales
  }

  init(_ folder: Folder) throws(Fault) {
    var templates: [String: Template] = [:]
    var words: [Source] = []
    for file in folder.files {
      let source = try folder.read(file)
      if file.isWords { words.append(source) } else { templates[file.name] = try Template(source) }
    }
    shelf = Shelf(templates)
    locales = try Locales(words)
  }

  /// The templates there are, in order.
  public var names: [String] { shelf.templates.keys.sorted() }

  /// Every word that some template asks for.
  public var wordsUsed: Set<String> {
    shelf.templates.values.reduce(into: []) { $0.formUnion($1.words) }
  }

  /// Ties a template to its view. Whatever does not fit is a fault: an unknown key, word, partial, parent or block.
  public func bind<V: View>(
    _ name: String, to view: V.Type = V.self, style: Style = .html
  ) throws(Fault) -> Bound<V> {
    try Bound(template(name), on: shelf, locales, style)
  }

  /// A template for data of any shape, where what is missing shows nothing.
  public func unbound(_ name: String, style: Style = .html) throws(Fault) -> Unbound {
    try Unbound(template(name), on: shelf, locales, style)
  }

  private func template(_ name: String) throws(Fault) -> Template {
    if let template = shelf[name] { return template }
    throw Fault(name: name, file: name, line: 1, column: 1, text: "", sentence: "there is no template \(name)")
  }
}
