/// The server's five-letter code of what went wrong.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static let restrictViolation = SQLState(rawValue: "23001")
  public static let notNullViolation = SQLState(rawValue: "23502")
  public static let foreignKeyViolation = SQLState(rawValue: "23503")
  public static let uniqueViolation = SQLState(rawValue: "23505")
  public static let checkViolation = SQLState(rawValue: "23514")
  public static let exclusionViolation = SQLState(rawValue: "23P01")
  public static let readOnlyTransaction = SQLState(rawValue: "25006")
  public static let invalidStatementName = SQLState(rawValue: "26000")
  public static let serializationFailure = SQLState(rawValue: "40001")
  public static let deadlock = SQLState(rawValue: "40P01")
  public static let featureNotSupported = SQLState(rawValue: "0A000")
  public static let undefinedObject = SQLState(rawValue: "42704")
  public static let undefinedTable = SQLState(rawValue: "42P01")
  public static let lockNotAvailable = SQLState(rawValue: "55P03")
  public static let queryCancelled = SQLState(rawValue: "57014")
  public static let idleSessionTimeout = SQLState(rawValue: "57P05")
  public static let idleInTransactionTimeout = SQLState(rawValue: "25P03")

  /// The first two letters: the family it belongs to.
  public var family: Substring { rawValue.prefix(2) }

  public var description: String { rawValue }

  /// A value of the statement did not fit. Such messages show the value, so they are not passed on.
  var showsValues: Bool { family == "22" }

  /// The session is over or of no more use: the server shuts down, lost its files, became a standby.
  var endsSession: Bool {
    family == "08" || rawValue.hasPrefix("57P") || family == "58" || self == .readOnlyTransaction
      || self == .idleInTransactionTimeout
  }
}
