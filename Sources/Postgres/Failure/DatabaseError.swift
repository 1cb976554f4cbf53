/// Why a statement gave no answer. Says code and constraint, never a value: it may be logged as it is.
public struct DatabaseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What went wrong, by what can be done about it.
  public enum Kind: Sendable {
    /// The server refused the statement; `state` and the names beside it say why.
    case refused
    /// The database is away; nothing was sent.
    case unavailable
    /// The connection broke while the statement was under way: it may or may not have been done.
    case connectionLost
    /// A time limit ran out, the server's or ours.
    case timeout
    /// The task that waited was cancelled.
    case cancelled
    /// Too much waits already, or somebody else holds a row too long: please try again.
    case busy
    /// A row does not hold what the code expects of it.
    case unreadable
    /// The calling code broke a promise.
    case misuse
  }

  public let kind: Kind
  public let message: String
  /// What the server said, where it said something.
  let report: ServerReport?

  public init(_ kind: Kind, _ message: String) {
    self.init(kind, message, nil)
  }

  init(_ kind: Kind, _ message: String, _ report: ServerReport?) {
    self.kind = kind
    self.message = message
    self.report = report
  }

  public var state: SQLState? { report?.state }
  public var constraint: String? { report?.constraint }
  public var table: String? { report?.table }
  public var column: String? { report?.column }
  /// The statement's text, without its values, where it is our source's own.
  public var statement: String? { report?.statement }

  public var description: String {
    var text = "\(kind): \(message)"
    if let report { text += report.suffix }
    return text
  }
}

extension DatabaseError {
  /// Of any unique constraint, or of the named one.
  public func isUniqueViolation(_ constraint: String? = nil) -> Bool { violates(.uniqueViolation, constraint) }
  public func isExclusionViolation(_ constraint: String? = nil) -> Bool { violates(.exclusionViolation, constraint) }
  public func isCheckViolation(_ constraint: String? = nil) -> Bool { violates(.checkViolation, constraint) }
  public func isForeignKeyViolation(_ constraint: String? = nil) -> Bool { violates(.foreignKeyViolation, constraint) }

  public func isNotNullViolation(_ column: String? = nil) -> Bool {
    state == .notNullViolation && (column == nil || column == self.column)
  }

  public var isSerializationFailure: Bool { state == .serializationFailure }
  public var isDeadlock: Bool { state == .deadlock }
  public var isLockTimeout: Bool { state == .lockNotAvailable }

  /// The database is away or went away: for pages, one and the same.
  public var isUnavailable: Bool { kind == .unavailable || kind == .connectionLost }

  private func violates(_ state: SQLState, _ constraint: String?) -> Bool {
    self.state == state && (constraint == nil || constraint == self.constraint)
  }
}

extension DatabaseError {
  static let lost = DatabaseError(.connectionLost, "the connection to the database broke")
}

/// The parts of the server's report that hold no values: detail, hint and context stay out.
final class ServerReport: Sendable, Equatable {
  let state: SQLState
  let constraint: String?
  let table: String?
  let column: String?
  let statement: String?

  init(
    state: SQLState, constraint: String? = nil, table: String? = nil, column: String? = nil, statement: String? = nil
  ) {
    self.state = state
    self.constraint = constraint
    self.table = table
    self.column = column
    self.statement = statement
  }

  var suffix: String {
    var text = " [\(state)"
    if let constraint { text += ", constraint \(constraint)" }
    if let table { text += ", table \(table)" }
    if let column { text += ", column \(column)" }
    return text + "]"
  }

  static func == (left: ServerReport, right: ServerReport) -> Bool {
    left.state == right.state && left.constraint == right.constraint && left.table == right.table
      && left.column == right.column && left.statement == right.statement
  }
}

extension DatabaseError {
  /// What the server's report means for those who wait.
  init(_ report: ServerReport, message: String) {
    let text = report.state.showsValues ? "a value does not fit" : message
    self.init(DatabaseError.kind(of: report.state), text, report)
  }

  private static func kind(of state: SQLState) -> Kind {
    switch state {
    case .queryCancelled: .timeout
    case .lockNotAvailable: .busy
    case .readOnlyTransaction: .refused
    default: state.endsSession ? .connectionLost : .refused
    }
  }
}
