internal import HTTP
internal import Operations
internal import Server

/// A page that only its owner sees. GET shows; POST changes something and leads on.
protocol DeskPage: Sendable {
  /// The methods it knows. Whoever knows GET knows HEAD.
  var methods: [Method] { get }

  func answer(_ visit: Visit) async throws -> Response
}

extension DeskPage {
  var methods: [Method] { [.get] }
}

/// The door before an owner's page: asks who is there, and whether what they send comes from a page of ours.
struct DeskDoor: Page {
  let inside: any DeskPage
  let route: DeskRoute
  let desk: Desk

  var methods: [Method] { inside.methods }

  func answer(_ request: Request) -> Answer {
    desk.later(request) {
      guard let session = try await desk.session(request) else { return signInFirst(request) }
      let sent = SentForm(request)
      guard request.method != .post || desk.isGenuine(sent, of: session, request) else {
        return desk.failure(.forgedForm, request)
      }
      let visit = Visit(request: request, session: session, route: route, sent: sent, desk: desk)
      return try await inside.answer(visit)
    }
  }

  /// Leads back here afterwards; what was sent would not come along, so that leads to the desk.
  private func signInFirst(_ request: Request) -> Response {
    var query = QueryText()
    if request.method != .post {
      let asked = request.target.queryBytes.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
      query.add("next", route.path + asked)
    }
    var response = Response.redirect(to: Route.signIn.address + query.text)
    response.set(desk.cookie.token(in: request) == nil ? nil : desk.cookie.removal)
    response.headers.add(.cacheControl, "no-store")
    return response
  }
}
