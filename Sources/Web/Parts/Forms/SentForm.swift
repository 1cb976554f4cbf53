internal import HTTP

/// What a form sent, files included.
struct SentForm: Sendable {
  let fields: Form
  /// Nil where the form sent no files, or what came is cut short or otherwise unsound.
  let parts: Multipart?

  init(_ request: Request) {
    fields = request.form
    parts = (try? request.multipart) ?? nil
  }

  /// The value of the first field of that name.
  subscript(name: String) -> String? { fields[name] ?? parts?[name]?.text }

  func values(_ name: String) -> [String] {
    parts.map { $0.parts.filter { $0.name == name }.map(\.text) } ?? fields.values(name)
  }
}
