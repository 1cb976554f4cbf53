/// What stands behind a key.
enum Field: Sendable {
  case text(Read<String>, isMarkup: Bool)
  case optionalText(Read<String?>, isMarkup: Bool)
  case flag(Read<Bool>)
  case texts(Read<[String]>)
  case views(any Nested)

  /// Whether a section shows. The same as for plain data: not for nothing, no, an empty list and an empty text.
  func isTruthy(in view: UnsafeRawPointer) -> Bool {
    switch self {
    case .text(let read, _): !read(view).isEmpty
    case .optionalText(let read, _): !(read(view) ?? "").isEmpty
    case .flag(let read): read(view)
    case .texts(let read): !read(view).isEmpty
    case .views(let nested): !nested.isEmpty(in: view)
    }
  }

  /// Writes a text; the binder lets nothing else come here.
  func write(from view: UnsafeRawPointer, escaped: Bool, to output: inout Output) {
    switch self {
    case .text(let read, _): output.write(read(view), escaped: escaped)
    case .optionalText(let read, _): if let text = read(view) { output.write(text, escaped: escaped) }
    case .flag, .texts, .views: break
    }
  }

  /// Everything a section shows its content for: texts and views, each at its address.
  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    switch self {
    case .text(let read, _): try visit(read(view), body)
    case .optionalText(let read, _): try visit(read(view) ?? "", body)
    case .texts(let read): try read(view).visitEach(body)
    case .views(let nested): try nested.visit(view, body)
    case .flag: break
    }
  }

  private func visit<E>(_ text: String, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    if !text.isEmpty { try lend(text, body) }
  }

  /// The same for a view in which the view with this field lies.
  func within(_ outer: any Nested) -> Field {
    switch self {
    case .text(let read, let isMarkup):
      .optionalText(.computed { outer.read($0, read) }, isMarkup: isMarkup)
    case .optionalText(let read, let isMarkup):
      .optionalText(.computed { outer.read($0, read) ?? nil }, isMarkup: isMarkup)
    case .flag(let read): .flag(.computed { outer.read($0, read) ?? false })
    case .texts(let read): .texts(.computed { outer.read($0, read) ?? [] })
    case .views(let inner): .views(Within(outer: outer, inner: inner))
    }
  }

  func value(in view: UnsafeRawPointer) -> Value {
    switch self {
    case .text(let read, _): .text(read(view))
    case .optionalText(let read, _): read(view).map(Value.text) ?? .null
    case .flag(let read): .flag(read(view))
    case .texts(let read): .list(read(view).map(Value.text))
    case .views(let nested): nested.value(in: view)
    }
  }
}

extension Nested {
  fileprivate func read<Property>(_ view: UnsafeRawPointer, _ read: Read<Property>) -> Property? {
    var property: Property?
    visit(view) { property = read($0) }
    return property
  }
}
