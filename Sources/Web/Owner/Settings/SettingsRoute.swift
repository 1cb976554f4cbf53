internal import Server

/// What there is behind `/app/settings`.
public enum SettingsRoute: Hashable, Sendable {
  case all
  /// A second factor.
  case security(SecurityRoute)
  /// Tokens for programs.
  case tokens(TokensRoute)

  init?(_ segments: ArraySlice<String>) {
    let rest = segments.dropFirst()
    switch segments.first {
    case nil: self = .all
    case "security": if let route = SecurityRoute(rest) { self = .security(route) } else { return nil }
    case "tokens": if let route = TokensRoute(rest) { self = .tokens(route) } else { return nil }
    default: return nil
    }
  }

  /// Behind `/app/settings`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    case .security(let route): route.path
    case .tokens(let route): route.path
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.settings"
    case .security(let route): route.label
    case .tokens(let route): route.label
    }
  }
}
