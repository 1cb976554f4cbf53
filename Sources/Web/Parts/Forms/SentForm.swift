internal import HTTP

/// What a form sent, files included.
struct SentForm: Sendable {
  let fields: Form
  /// Nil where the form sent no files, or what came is unsound.
  let parts: Multipart?
  /// Why what came can't be read, or not to its end.
  let failure: Failure?

  init(_ request: Request) {
    fields = request.form
    do {
      parts = try request.multipart
      failure = fields.isCutShort ? .tooLarge : nil
    } catch {
      parts = nil
      failure = error == .tooManyParts ? .tooLarge : .badRequest
    }
  }

  /// Nothing.
  init() { (fields, parts, failure) = (Form(), nil, nil) }

  /// The value of the first field of that name.
  subscript(name: String) -> String? { fields[name] ?? parts?[name]?.text }

  func values(_ name: String) -> [String] {
    parts.map { $0.parts.filter { $0.name == name }.map(\.text) } ?? fields.values(name)
  }
}
