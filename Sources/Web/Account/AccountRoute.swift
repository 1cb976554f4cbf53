internal import Server

/// The ways in, for those who are not signed in.
public enum AccountRoute: Hashable, Sendable {
  case signUp
  case signIn
  /// The second step of it.
  case code
  /// An account that was closed.
  case reopen
  case forgot
  /// The token behind it is a secret, as below.
  case reset(String)
  case verify(String)

  init?(_ segments: [String]) {
    switch segments {
    case ["signup"]: self = .signUp
    case ["login"]: self = .signIn
    case ["login", "code"]: self = .code
    case ["login", "reopen"]: self = .reopen
    case ["forgot"]: self = .forgot
    case _ where segments.count == 2 && !segments[1].isEmpty:
      switch segments[0] {
      case "reset": self = .reset(segments[1])
      case "verify": self = .verify(segments[1])
      default: return nil
      }
    default: return nil
    }
  }

  var path: String {
    switch self {
    case .signUp: "/signup"
    case .signIn: "/login"
    case .code: "/login/code"
    case .reopen: "/login/reopen"
    case .forgot: "/forgot"
    case .reset(let token): "/reset/\(token)"
    case .verify(let token): "/verify/\(token)"
    }
  }

  var label: RouteLabel {
    switch self {
    case .signUp: "signup"
    case .signIn: "login"
    case .code: "login.code"
    case .reopen: "login.reopen"
    case .forgot: "forgot"
    case .reset: RouteLabel("reset", hidesPath: true)
    case .verify: RouteLabel("verify", hidesPath: true)
    }
  }

  /// What stands there.
  var page: any LobbyPage {
    switch self {
    case .signUp: SignUpPage()
    case .signIn: SignInPage()
    case .code: CodePage()
    case .reopen: ReopenPage()
    case .forgot: ForgotPage()
    case .reset(let token): ResetPage(token: token)
    case .verify(let token): VerifyPage(token: token)
    }
  }
}

extension Route {
  static let signIn = Route.account(.signIn)
  static let signUp = Route.account(.signUp)
}
