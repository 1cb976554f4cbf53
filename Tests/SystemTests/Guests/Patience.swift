import TestSupport

/// What a server says to those who take no for an answer only when it is one: whom a busy machine tells to come back in a
/// moment, comes back.
extension CalentoServer {
  func read(_ path: String, headers: [String: String] = [:]) async throws -> Reply {
    try await answer(request("GET", path, headers))
  }

  /// Sends a form.
  func submit(_ path: String, _ fields: [(String, String)]) async throws -> Reply {
    try await answer(request("POST", path, body: FormBody.encode(fields)))
  }

  func answer(_ request: [UInt8]) async throws -> Reply {
    try await CalentoServer.answers(together: [(self, request)])[0]
  }

  /// To all of them at the same moment.
  static func answers(together requests: [(server: CalentoServer, bytes: [UInt8])]) async throws -> [Reply] {
    var replies = try await send(together: requests)
    for _ in 0..<patience {
      let sentAway = replies.indices.filter { replies[$0].status == 503 }
      if sentAway.isEmpty { break }
      for (index, reply) in zip(sentAway, try await send(together: sentAway.map { requests[$0] })) {
        replies[index] = reply
      }
    }
    return replies
  }

  private static let patience = 100
}
