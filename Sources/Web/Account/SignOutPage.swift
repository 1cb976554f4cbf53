internal import HTTP
internal import Operations
internal import Store

/// Ends the session this browser has.
struct SignOutPage: DeskPage {
  let methods = [Method.post]
  private static let signedOut = "\(Route.signIn.address)?done=\(LobbyDone.signedOut.rawValue)"
  /// Who is out already is where they wanted to be.
  let placeWithoutSession: String? = signedOut

  func answer(_ visit: Visit) async throws -> Response {
    _ = try await visit.office.signOut(visit.session.id, of: visit.owner.id, caller: visit.caller)
    var response = Response.redirect(to: SignOutPage.signedOut)
    response.set(visit.desk.cookie.removal)
    return response
  }
}
