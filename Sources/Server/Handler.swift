public import HTTP

/// What stands behind the server: it says how long a body may be and answers requests.
public protocol Handler: Sendable {
  /// How many bytes of body the request may bring.
  func bodyLimit(for head: RequestHead) -> Int
  /// Called on the connection's loop; must not block. Of a client that waits for a word before it sends its body it is
  /// asked twice, without the body first: what it answers to that is sent only where the address or the method alone is
  /// wrong, and a promise is not redeemed.
  func answer(_ request: Request) -> Answer
  /// What is said in place of a bare sentence to what was no request we take, of which no more is known than a glimpse,
  /// and where a promise took too long; nil leaves it at the sentence.
  func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response?
}

extension Handler {
  public func bodyLimit(for head: RequestHead) -> Int { Limits().body }
  public func answer(refusal status: Status, _ glimpse: Glimpse, _ id: RequestID) -> Response? { nil }
}

/// A response, or the promise of one.
public enum Answer: Sendable {
  /// Finished: no task is made for it.
  case now(Response, route: RouteLabel = .other)
  /// Runs as a task on the connection's loop, and is cancelled when the client goes away or the time is up.
  case later(route: RouteLabel = .other, @Sendable () async -> Response)
}

/// What a route is called in the access log and the metrics: `guest.month`, never anything out of a request.
public struct RouteLabel: Sendable, ExpressibleByStringLiteral {
  public let name: StaticString
  /// The path holds a secret (a token, say) and stays out of the log.
  public let hidesPath: Bool

  public init(_ name: StaticString, hidesPath: Bool = false) {
    self.name = name
    self.hidesPath = hidesPath
  }

  public init(stringLiteral name: StaticString) {
    self.init(name)
  }

  public static let other: RouteLabel = "other"
  static let assets: RouteLabel = "assets"
  static let refused: RouteLabel = "refused"
}
