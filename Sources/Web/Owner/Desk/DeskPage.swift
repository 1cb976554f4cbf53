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
      let visit = Visit(request: request, session: session, route: route, sent: SentForm(request), desk: desk)
      if let failure = visit.doubt { return visit.failure(failure) }
      do {
        return try await inside.answer(visit)
      } catch {
        return visit.failure(desk.failure(of: error, request))
      }
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
    response.set(desk.cookie.token(in: request.head) == nil ? nil : desk.cookie.removal)
    response.headers.add(.cacheControl, "no-store")
    return response
  }
}

extension Visit {
  /// Why what was sent is not looked at any further: it can't be read, or it does not come from a page of theirs.
  fileprivate var doubt: Failure? {
    guard isPost else { return nil }
    return sent.failure ?? (desk.isGenuine(sent, of: session, request) ? nil : .forgedForm)
  }
}

/// Says what is wrong with an address of the desk's: in the frame of whoever is signed in, plainly to everybody else.
struct DeskRefusal: Sendable {
  let failure: Failure
  /// What the page's address knows instead, where it is the method that is wrong.
  var allowed: String?
  let desk: Desk

  func answer(_ request: Request) -> Answer {
    desk.later(request) {
      var response = try await said(request)
      if let allowed { response.headers.add(.allow, allowed) }
      return response
    }
  }

  private func said(_ request: Request) async throws -> Response {
    guard let session = try await desk.session(request) else { return desk.failure(failure, request) }
    return Visit(request: request, session: session, route: .today, sent: SentForm(), desk: desk).failure(failure)
  }
}
