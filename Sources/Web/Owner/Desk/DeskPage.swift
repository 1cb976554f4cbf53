internal import HTTP
internal import Operations
internal import Server

/// A page that only its owner sees. GET shows; POST changes something and leads on.
protocol DeskPage: Sendable {
  /// The methods it knows. Whoever knows GET knows HEAD.
  var methods: [Method] { get }

  /// Where who is not signed in is led; nil for being asked to sign in.
  var placeWithoutSession: String? { get }

  func answer(_ visit: Visit) async throws -> Response
}

extension DeskPage {
  var methods: [Method] { [.get] }
  var placeWithoutSession: String? { nil }
}

/// The door before an owner's page: asks who is there, and whether what they send comes from a page of ours.
struct DeskDoor: Page {
  let inside: any DeskPage
  let route: DeskRoute
  let lobby: Lobby

  var methods: [Method] { inside.methods }

  func answer(_ request: Request) -> Answer {
    let desk = lobby.desk
    return desk.later(request) {
      guard let session = try await desk.session(request) else { return try signInFirst(request) }
      let visit = Visit(request: request, session: session, route: route, sent: SentForm(request), desk: desk)
      if let failure = visit.doubt { return visit.failure(failure) }
      do {
        return try await inside.answer(visit)
      } catch {
        return visit.failure(desk.failure(of: error, request))
      }
    }
  }

  /// Leads back here afterwards. A form that was open when the session ended comes along, where it can.
  private func signInFirst(_ request: Request) throws -> Response {
    let call = Call(withoutSession: request, at: route, lobby)
    let wasIn = lobby.desk.cookie.token(in: request.head) != nil
    var response: Response
    if let place = inside.placeWithoutSession {
      response = .redirect(to: place)
    } else if call.held != nil {
      response = try SignInPage().form(call)
    } else {
      let done: LobbyDone? = request.method == .post ? .unsaved : wasIn ? .ended : nil
      response = call.signIn(done, goingTo: call.next)
    }
    response.set(wasIn ? lobby.desk.cookie.removal : nil)
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
