/// What one connection may cost us before it is refused.
public struct Limits: Sendable {
  /// The longest request line, in bytes: what browsers and proxies get along with.
  public var requestLine = 8 * 1024
  /// Header fields in a request (and in a chunked body's trailer). Browsers send about twenty.
  public var headerCount = 100
  /// All header lines of a request together, in bytes: room for cookies, none for hoards.
  public var headerBytes = 16 * 1024
  /// A body whose handler names no limit of its own, in bytes: the usual form many times over.
  public var body = 64 * 1024
  /// What is read ahead while an answer is being made, in bytes; then the client has to wait.
  public var pipelined = 16 * 1024

  /// From the first byte of a head to its last, in nanoseconds: far more than a slow phone needs, too little to hold
  /// a connection by dripping.
  public var headTime: Int64 = 10 * Limits.second
  /// For a body to arrive, in nanoseconds, before what has arrived buys more.
  public var bodyTime: Int64 = 30 * Limits.second
  /// What a body must bring on average once `bodyTime` is used up, in bytes a second.
  public var bodyRate = 2 * 1024
  /// Without a request, in nanoseconds: longer than browsers pause between two pages.
  public var idleTime: Int64 = 60 * Limits.second
  /// How long to read on (and throw away) after the last answer of a connection that the client did not mean to end,
  /// in nanoseconds: a close with unread bytes would make its system drop our answer (RFC 9112 9.6).
  public var lingerTime: Int64 = 2 * Limits.second

  public init() {}

  /// In nanoseconds.
  private static let second: Int64 = 1_000_000_000
}
