/// The statements a connection has prepared. Bounded: the one unused for longest makes room, and is named to be dropped
/// at the server too.
struct StatementCache {
  private var statements: [StatementKey: Statement] = [:]
  private var made = 0
  private var uses: UInt64 = 0
  private let capacity: Int

  /// Statements the server still keeps though nobody will use them again.
  private(set) var dropped: [Statement] = []

  var count: Int { statements.count }

  /// Without capacity nothing is to be prepared.
  init(capacity: Int) {
    self.capacity = capacity
  }

  var isOff: Bool { capacity <= 0 }

  /// The statement of a query, new where it was not used here before.
  mutating func statement(for query: Query) -> Statement {
    uses += 1
    if let known = statements[StatementKey(query)] {
      known.lastUse = uses
      return known
    }
    if statements.count >= capacity { dropOldest() }
    made += 1
    let statement = Statement(number: made, query: query)
    statement.lastUse = uses
    statements[statement.key] = statement
    return statement
  }

  /// Forgets a statement that the server does not have.
  mutating func forget(_ statement: Statement) {
    guard statements[statement.key] === statement else { return }
    statements[statement.key] = nil
  }

  /// Gives up a statement that the server has but can no longer run, as after a change of its tables.
  mutating func drop(_ statement: Statement) {
    guard statements[statement.key] === statement else { return }
    forget(statement)
    dropped.append(statement)
  }

  mutating func takeDropped() -> [Statement] {
    defer { dropped = [] }
    return dropped
  }

  /// Looks at all of them, which happens once for each new statement beyond the bound: seldom, if ever.
  private mutating func dropOldest() {
    guard let oldest = statements.values.min(by: { $0.lastUse < $1.lastUse }) else { return }
    drop(oldest)
  }
}
