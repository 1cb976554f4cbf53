/// Reads one property of a view that lies somewhere in memory. A stored property is read from its place, without
/// asking its key path again.
///
/// The pointer must lead to what the reading was made for: a view of the key path's type, or for `itself` the very
/// thing. The binder, who gives every type of view a place of its own, sees to that.
enum Read<Property>: Sendable {
  /// So many bytes from the view's beginning.
  case stored(Int)
  case computed(@Sendable (UnsafeRawPointer) -> Property)

  static var itself: Read { .stored(0) }

  init<V: View>(_ path: any KeyPath<V, Property> & Sendable) {
    if let offset = MemoryLayout<V>.offset(of: path) {
      self = .stored(offset)
    } else {
      self = .computed { $0.assumingMemoryBound(to: V.self).pointee[keyPath: path] }
    }
  }

  func callAsFunction(_ view: UnsafeRawPointer) -> Property {
    switch self {
    case .stored(let offset): (view + offset).assumingMemoryBound(to: Property.self).pointee
    case .computed(let property): property(view)
    }
  }

  func visit<E>(_ view: UnsafeRawPointer, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
    switch self {
    case .stored(let offset): try body(view + offset)
    case .computed(let property): try lend(property(view), body)
    }
  }
}

/// Lends the address of a value.
func lend<Lent, E>(_ value: Lent, _ body: (UnsafeRawPointer) throws(E) -> Void) throws(E) {
  try withUnsafePointer(to: value) { (pointer) throws(E) in try body(UnsafeRawPointer(pointer)) }
}
