internal import Server
public import Store

/// What there is behind `/app/settings/tokens`.
public enum TokensRoute: Hashable, Sendable {
  /// All of them, and the form of a new one.
  case all
  case revoke(AccessTokenID)

  init?(_ segments: ArraySlice<String>) {
    if segments.isEmpty {
      self = .all
    } else if segments.count == 2, segments.last == "revoke", let id = segments.first.flatMap(AccessTokenID.init) {
      self = .revoke(id)
    } else {
      return nil
    }
  }

  /// Behind `/app/settings`.
  var path: String {
    switch self {
    case .all: "/tokens"
    case .revoke(let id): "/tokens/\(id)/revoke"
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.settings.tokens"
    case .revoke: "app.settings.tokens.revoke"
    }
  }

  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: TokensPage()
    case .revoke(let id): RevokePage(id: id)
    }
  }
}
