/// A statement as one connection knows it: its name there, its text and its parameters' types.
final class Statement {
  /// `s` and a number that is never used twice on the connection.
  let identifier: String
  /// The same as C has it.
  let name: [CChar]
  let sql: String
  let types: [UInt32]
  let key: StatementKey
  var state = State.new
  /// When it was last used, in uses of the cache.
  var lastUse: UInt64 = 0

  enum State: Equatable {
    /// Not sent to the server yet. Becomes `sent`.
    case new
    /// On its way; may be used, as the server works in order. Becomes `ready`, or `failed`.
    case sent
    case ready
    /// The server refused it, so whatever used it fails alike.
    case failed(DatabaseError)
  }

  init(number: Int, query: Query) {
    identifier = "s\(number)"
    name = Array(identifier.utf8CString)
    sql = query.sql
    types = query.parameters.map(\.type.id)
    key = StatementKey(query)
  }
}

/// What makes two statements the same: the same pieces of text and the same types, told by address and id without
/// reading a single letter.
struct StatementKey: Hashable {
  private let fingerprint: UInt64
  private let parts: [Query.Part]

  init(_ query: Query) {
    fingerprint = query.fingerprint
    parts = query.parts
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(fingerprint)
  }

  static func == (left: StatementKey, right: StatementKey) -> Bool {
    guard left.fingerprint == right.fingerprint, left.parts.count == right.parts.count else { return false }
    for index in left.parts.indices where !same(left.parts[index], right.parts[index]) { return false }
    return true
  }

  private static func same(_ left: Query.Part, _ right: Query.Part) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left == right
    case (.parameter(let left), .parameter(let right)): left.type == right.type
    default: false
    }
  }
}
