internal import Server

/// Every address of the site: nowhere else is one read or written, templates included.
public enum Route: Hashable, Sendable {
  case home
  case signUp
  case signIn
  case look(Look)
}

extension Route {
  /// The route whose path has these segments; nil where there is none.
  public init?(_ segments: [String]) {
    switch segments {
    case []: self = .home
    case ["signup"]: self = .signUp
    case ["login"]: self = .signIn
    case ["look", "guest.css"]: self = .look(.guest)
    case ["look", "owner.css"]: self = .look(.owner)
    default: return nil
    }
  }

  /// The path by which it is reached.
  public var address: String {
    switch self {
    case .home: "/"
    case .signUp: "/signup"
    case .signIn: "/login"
    case .look(.guest): "/look/guest.css"
    case .look(.owner): "/look/owner.css"
    }
  }

  /// What the log and the metrics call it.
  var label: RouteLabel {
    switch self {
    case .home: "home"
    case .signUp: "signup"
    case .signIn: "login"
    case .look: "look"
    }
  }
}
