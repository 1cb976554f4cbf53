internal import Server

/// What there is behind `/app/availability`.
public enum AvailabilityRoute: Hashable, Sendable {
  case all

  init?(_ segments: ArraySlice<String>) {
    guard segments.isEmpty else { return nil }
    self = .all
  }

  /// Behind `/app/availability`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.availability"
    }
  }
}
