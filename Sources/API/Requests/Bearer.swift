internal import HTTP
internal import Operations
internal import Store

extension Request {
  /// What follows `Bearer` in the header Authorization. Cookies are never looked at, so no other site can have a browser
  /// send anything here in its owner's name.
  var bearerToken: String? {
    guard let value = headers[.authorization] else { return nil }
    let parts = value.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  /// From where it is asked, for the audit log.
  var caller: Caller { Caller(address: peer, userAgent: headers[.userAgent] ?? "") }
}

extension Problem {
  static func unauthorized(isTokenSent: Bool) -> Problem {
    var problem = Problem(.unauthorized)
    let error = isTokenSent ? #", error="invalid_token""# : ""
    problem.headers = [(.wwwAuthenticate, #"Bearer realm="Calento""# + error)]
    return problem
  }

  static var mayOnlyRead: Problem {
    var problem = Problem(.forbidden, "This token may only read.")
    problem.headers = [(.wwwAuthenticate, #"Bearer realm="Calento", error="insufficient_scope", scope="write""#)]
    return problem
  }
}
