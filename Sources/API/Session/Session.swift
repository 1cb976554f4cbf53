internal import HTTP
internal import Operations
internal import Server
internal import Store

extension RouteTable {
  static let session: [Line] = [
    Line(.get, "/openapi.json", .anyone, "api.description") { .file($0.means.description) },
    Line(.post, "/session", .anyone, RouteLabel("api.session.create")) { call in
      try await call.office.once(call, of: call.visitor, isKept: false, signIn)
    },
    Line(.delete, "/session", .reader, "api.session.delete", signOut),
  ]

  /// Sending it twice makes one more session, which takes all that the first one took: also a code that is still good.
  private static func signIn(_ call: Call) async throws -> Reply {
    let (email, password, code) = try call.body { body in
      (body.requiredText("email"), body.requiredText("password"), body.text("code"))
    }
    switch try await call.office.signIn(email, password: password, caller: call.caller) {
    case .signedIn(let token, _): return given(token)
    case .secondStep(let ticket): return try await secondStep(ticket, code, call)
    case .refused: throw Problem.notSignedIn()
    case .suspended: throw Problem.notSignedIn("This account is suspended.")
    case .closed: throw Problem.notSignedIn("This account is closed; sign in with a browser to open it again.")
    case .tooMany(let wait): throw Problem.tooMany(wait)
    }
  }

  /// Who has a second factor sends a code of it along.
  private static func secondStep(_ ticket: Ticket, _ code: String?, _ call: Call) async throws -> Reply {
    guard let code else {
      var problem = Problem.notSignedIn("This account asks for a code too.")
      problem.more = [JSON.Member(name: "needs", value: .text("code"))]
      throw problem
    }
    switch try await call.office.signInSecondStep(ticket, code: code, caller: call.caller) {
    case .signedIn(let token, _): return given(token)
    case .wrong, .gone: throw Problem.notSignedIn("The code is wrong, or was used already.")
    case .tooMany(let wait): throw Problem.tooMany(wait)
    }
  }

  private static func given(_ token: SessionToken) -> Reply {
    Reply(JSON(["token": token.text]), status: .created)
  }

  /// Ends the session whose token is sent. A token made for programs is taken back in the settings.
  private static func signOut(_ call: Call) async throws -> Reply {
    guard let session = call.bearer?.session else {
      throw Problem(.conflict, "This token belongs to no session; take it back in the settings.")
    }
    _ = try await call.office.signOut(session, of: try call.owner.id, caller: call.caller)
    return .nothing
  }
}

extension Problem {
  static func tooMany(_ wait: Wait) -> Problem {
    var problem = Problem(.tooMany, "Too many of these came from here. Try again in \(wait.seconds) seconds.")
    problem.headers = [(.retryAfter, "\(wait.seconds)")]
    return problem
  }

  fileprivate static func notSignedIn(_ detail: String? = nil) -> Problem {
    var problem = Problem(.wrongCredentials, detail)
    problem.headers = [(.wwwAuthenticate, #"Bearer realm="Calento""#)]
    return problem
  }
}
