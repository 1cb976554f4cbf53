/// What a template is given: a struct of finished texts, flags and further views that lists its keys once.
///
///     struct Day: View {
///       let title: String
///       let note: String?
///       let isFree: Bool
///       let slots: [Slot]
///
///       static let keys: Keys<Self> = [
///         "title": .text(\.title),
///         "note": .text(\.note),
///         "free": .flag(\.isFree),
///         "slots": .list(\.slots),
///       ]
///     }
///
/// Views hold no numbers and no dates, for a template formats nothing.
public protocol View: Sendable {
  static var keys: Keys<Self> { get }
}

/// The keys of a view, each with the property behind it.
public struct Keys<V: View>: Sendable, ExpressibleByDictionaryLiteral {
  let table: KeyTable

  public init(dictionaryLiteral keys: (String, Key<V>)...) {
    table = KeyTable(
      view: "\(V.self)",
      fields: Dictionary(keys.map { ($0, $1.field) }) { _, _ in
        preconditionFailure("\(V.self) lists a key twice")
      })
  }
}

/// One key of a view.
public struct Key<V: View>: Sendable {
  let field: Field

  /// A text. It opens a section too, unless it is empty.
  public static func text(_ path: any KeyPath<V, String> & Sendable) -> Key {
    Key(field: .text(Read(path), isMarkup: false))
  }

  /// A text that may be missing: it then shows nothing and opens no section.
  public static func text(_ path: any KeyPath<V, String?> & Sendable) -> Key {
    Key(field: .optionalText(Read(path), isMarkup: false))
  }

  /// Finished HTML, the only kind of text that `{{{…}}}` takes in a page.
  public static func html(_ path: any KeyPath<V, String> & Sendable) -> Key {
    Key(field: .text(Read(path), isMarkup: true))
  }

  public static func html(_ path: any KeyPath<V, String?> & Sendable) -> Key {
    Key(field: .optionalText(Read(path), isMarkup: true))
  }

  public static func flag(_ path: any KeyPath<V, Bool> & Sendable) -> Key {
    Key(field: .flag(Read(path)))
  }

  public static func view<Inner: View>(_ path: any KeyPath<V, Inner> & Sendable) -> Key {
    Key(field: .views(One(read: Read(path))))
  }

  /// A view that may be missing: it then opens no section.
  public static func view<Inner: View>(_ path: any KeyPath<V, Inner?> & Sendable) -> Key {
    Key(field: .views(Maybe(read: Read(path))))
  }

  public static func list<Inner: View>(_ path: any KeyPath<V, [Inner]> & Sendable) -> Key {
    Key(field: .views(Many(read: Read(path))))
  }

  /// Texts, each of them `{{.}}` in the section.
  public static func list(_ path: any KeyPath<V, [String]> & Sendable) -> Key {
    Key(field: .texts(Read(path)))
  }
}

/// The keys of a view whose type is known only by its name here.
struct KeyTable: Sendable {
  let view: String
  let fields: [String: Field]

  func value(of view: UnsafeRawPointer) -> Value {
    .object(fields.mapValues { $0.value(in: view) })
  }
}
