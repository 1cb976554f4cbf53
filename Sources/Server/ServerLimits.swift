public import HTTP

/// What clients may cost the server as a whole; `Limits` says what one connection may.
public struct ServerLimits: Sendable {
  /// Of one connection's requests.
  public var http = Limits()

  /// Open connections in all: about 20 MB when all of them idle. Fewer when the process may not have so many
  /// descriptors.
  public var connections = 16_384
  /// Open connections of one address (of one /64 for IPv6): an office behind one address gets along, one attacker
  /// does not get far. Trusted proxies are not counted.
  public var connectionsPerAddress = 512
  /// Loopback is not counted either: who sits there is a proxy on this machine or its operator.
  public var countsLoopback = false
  /// Descriptors kept for files, the database and the log.
  public var spareDescriptors = 128
  /// Connections turned away that are still being told so, on each loop. Beyond that they are closed without a word.
  public var politeRefusals = 64

  /// For a TLS handshake, in nanoseconds: far more than a slow phone needs.
  public var handshakeTime: Int64 = 10 * ServerLimits.second
  /// For a handler to answer, in nanoseconds: longer than anyone waits before reloading.
  public var answerTime: Int64 = 30 * ServerLimits.second
  /// How long an answer is still made for a client that has closed its side, in nanoseconds. It may be reading yet
  /// (RFC 9112 9.6), but mostly it is gone.
  public var vanishedTime: Int64 = 2 * ServerLimits.second
  /// For an answer to be taken by the client, in nanoseconds, before what it has taken buys more.
  public var sendTime: Int64 = 30 * ServerLimits.second
  /// What a client must take on average once `sendTime` is used up, in bytes a second.
  public var sendRate: Int64 = 2 * 1024
  /// From the beginning of a drain until what is left is cut off, in nanoseconds: less than the ten seconds after
  /// which service managers kill.
  public var drainTime: Int64 = 8 * ServerLimits.second

  public init() {}

  private static let second: Int64 = 1_000_000_000
}
