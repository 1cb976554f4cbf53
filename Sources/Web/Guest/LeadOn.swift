internal import HTTP
internal import Operations
internal import Server

extension GuestDesk {
  /// For what is not found under an owner's name. One they had before leads to the same under the one they have: a form
  /// that was open meanwhile is sent there as it is.
  func leadOn(_ request: Request, from username: String) async throws -> Response {
    guard let present = try await office.presentName(of: username) else { return failure(.notFound, request) }
    let rest = request.target.path.dropFirst().drop { $0 != "/" }
    let query = request.target.queryBytes.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
    let isAsked = request.method == .get || request.method == .head
    var response = Response.redirect(to: "/\(present)\(rest)\(query)", status: isAsked ? .found : .temporaryRedirect)
    // The name may be somebody else's one day.
    response.headers.add(.cacheControl, "no-store")
    return response
  }
}
