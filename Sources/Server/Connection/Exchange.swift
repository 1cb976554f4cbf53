internal import HTTP

/// A request that is being answered, and what is to be told of it afterwards.
struct Exchange {
  /// Of this connection's requests; an answer that comes too late is known by it.
  let number: Int
  /// Nil when what came was no request.
  let head: RequestHead?
  let scheme: Scheme
  /// The client's address, seen through trusted proxies.
  let client: String
  let id: RequestID
  /// Monotonic, in nanoseconds.
  let startedAt: Int64
  var route: RouteLabel
}
