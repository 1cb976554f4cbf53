internal import HTTP
internal import Operations
internal import Store

/// Whose token came along, and what it may be used for.
struct Bearer: Sendable {
  let owner: Owner
  let mayWrite: Bool

  /// Nil for a token that was made for programs.
  let session: SessionID?
}

extension Request {
  /// What follows `Bearer` in the header Authorization. Cookies are never looked at, so no other site can have a browser
  /// send anything here in its owner's name.
  var bearerToken: String? {
    guard let value = headers[.authorization] else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }
}

extension Office {
  func bearer(of request: Request, caller: Caller) async throws -> Bearer? {
    guard let token = request.bearerToken, let session = try await session(token, caller: caller) else { return nil }
    return Bearer(owner: session.owner, mayWrite: true, session: session.id)
  }
}

extension Problem {
  static func unauthorized(isTokenSent: Bool) -> Problem {
    var problem = Problem(.unauthorized)
    let error = isTokenSent ? #", error="invalid_token""# : ""
    problem.headers = [(.wwwAuthenticate, #"Bearer realm="Calento""# + error)]
    return problem
  }
}
