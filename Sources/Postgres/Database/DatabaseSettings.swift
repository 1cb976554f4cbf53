/// How many connections each event loop keeps, and how long anything may take.
public struct DatabaseSettings: Sendable {
  public var address: DatabaseAddress

  /// Connections of each loop that carry single statements, pipelined: one is enough for tens of thousands a second.
  public var sharedConnections = 1
  /// Connections of each loop for transactions, at most; made when needed. What one server may take in all is
  /// loops × (shared + these), which has to stay below the database's `max_connections` (100 unless set).
  public var transactionConnections = 4

  /// What a single statement may take at the server. They share a connection, one behind the other, so a slow one
  /// holds up others: what takes longer belongs into a transaction. Short enough that a page whose database does not
  /// answer says so within a second.
  public var queryLimit = Duration.milliseconds(800)
  /// What each statement of a transaction may take, unless the transaction says otherwise.
  public var statementLimit = Duration.seconds(5)
  /// How long a statement waits for somebody else's lock before it gives up with `.busy`.
  public var lockLimit = Duration.seconds(2)
  /// How long a transaction may lie open without a statement, its locks held.
  public var idleTransactionLimit = Duration.seconds(10)
  /// How long a task waits for a connection.
  public var patience = Duration.milliseconds(900)
  /// What connecting to one server may take where the address does not say (`connect_timeout`).
  public var connectLimit = Duration.seconds(2)
  /// How long a transaction's connection is kept without use.
  public var idleLimit = Duration.seconds(60)

  /// How many tasks of a loop may wait for a transaction's connection; more are refused as `.busy`.
  public var waitingLimit = 256
  /// How many statements may be under way on a shared connection; more are refused as `.busy`.
  public var pipelineLimit = 2048
  /// How many statements a connection keeps prepared: more than the program has. With 0 none is prepared, as a pooler
  /// that gives a transaction just any session may need.
  public var statementCapacity = 512

  public init(address: DatabaseAddress) {
    self.address = address
  }
}

/// What became of the connections, for the log.
public enum DatabaseEvent: Sendable, Equatable {
  case connected
  /// A connection that stood broke.
  case lost(String)
  /// An attempt to connect failed.
  case unreachable(String)
}
