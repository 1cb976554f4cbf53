/// Views inside a view: one, perhaps one, or a list.
protocol Nested: Sendable {
  var type: any View.Type { get }
  var isList: Bool { get }
  func isEmpty(in view: UnsafeRawPointer) -> Bool
  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E)
}

extension Nested {
  var table: KeyTable { type.table }

  func value(in view: UnsafeRawPointer) -> Value {
    var values: [Value] = []
    visit(view) { values.append(table.value(of: $0)) }
    return isList ? .list(values) : values.first ?? .null
  }
}

extension View {
  static var table: KeyTable { keys.table }
}

struct One<V: View>: Nested {
  let read: Read<V>

  var type: any View.Type { V.self }
  var isList: Bool { false }
  func isEmpty(in view: UnsafeRawPointer) -> Bool { false }

  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    try read.visit(view, body)
  }
}

struct Maybe<V: View>: Nested {
  let read: Read<V?>

  var type: any View.Type { V.self }
  var isList: Bool { false }
  func isEmpty(in view: UnsafeRawPointer) -> Bool { read(view) == nil }

  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    if let inner = read(view) { try lend(inner, body) }
  }
}

struct Many<V: View>: Nested {
  let read: Read<[V]>

  var type: any View.Type { V.self }
  var isList: Bool { true }
  func isEmpty(in view: UnsafeRawPointer) -> Bool { read(view).isEmpty }

  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    try read(view).visitEach(body)
  }
}

/// What a dotted name reaches: views of a view.
struct Within: Nested {
  let outer: any Nested
  let inner: any Nested

  var type: any View.Type { inner.type }
  var isList: Bool { inner.isList }

  func isEmpty(in view: UnsafeRawPointer) -> Bool {
    var isEmpty = true
    outer.visit(view) { isEmpty = inner.isEmpty(in: $0) }
    return isEmpty
  }

  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    try outer.visit(view) { (middle) throws(E) in try inner.visit(middle, body) }
  }
}

extension Array {
  /// Lends the address of each element.
  func visitEach<E>(_ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    try withUnsafeBufferPointer { (elements) throws(E) in
      for index in elements.indices { try body(UnsafeRawPointer(elements.baseAddress! + index)) }
    }
  }
}
