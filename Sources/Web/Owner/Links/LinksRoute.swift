internal import Server

/// What there is behind `/app/links`.
public enum LinksRoute: Hashable, Sendable {
  case all

  init?(_ segments: ArraySlice<String>) {
    guard segments.isEmpty else { return nil }
    self = .all
  }

  /// Behind `/app/links`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.links"
    }
  }
}
