internal import Crypto
internal import Postgres

public import struct FoundationEssentials.UUID

/// A place in a list of names: right behind one of them, whether that one is still there or not. As a text it means
/// nothing to whoever carries it.
public struct NameCursor: Hashable, Sendable {
  /// Whether it is the one that stands before all others, whatever it is called.
  public let isFirst: Bool
  public let name: String
  public let id: UUID

  public init(name: String, id: UUID, isFirst: Bool = false) {
    self.isFirst = isFirst
    self.name = name
    self.id = id
  }

  /// One byte that says whether it is the first, sixteen of the id; the name is the rest.
  private static let head = 17

  /// More than the longest name comes to.
  private static let longest = 2_048

  public var text: String {
    let id = withUnsafeBytes(of: id.uuid) { Array($0) }
    return Base64.url.encode([isFirst ? 1 : 0] + id + Array(name.utf8))
  }

  /// Nil for what was never a cursor of ours.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.longest, let bytes = try? Base64.url.decode(text.utf8), bytes.count >= Self.head,
      bytes[0] <= 1, let id = UUID(bytes: bytes[1..<Self.head]),
      let name = String(validating: bytes[Self.head...], as: UTF8.self), !name.utf8.contains(0)
    else { return nil }
    self.init(name: name, id: id, isFirst: bytes[0] == 1)
  }
}

extension Query {
  /// The condition that a row stands behind a place in a list by name and id.
  static func behind(_ cursor: NameCursor?, name: Query, id: Query) -> Query {
    guard let cursor else { return "" }
    return " AND (\(inOrder(ofNames: name)), \(id)) > (\(cursor.name), \(cursor.id))"
  }

  /// The same where one stands before all others.
  static func behind(_ cursor: NameCursor?, first: Query, name: Query, id: Query) -> Query {
    guard let cursor else { return "" }
    return " AND (NOT \(first), \(inOrder(ofNames: name)), \(id)) > (\(!cursor.isFirst), \(cursor.name), \(cursor.id))"
  }
}
