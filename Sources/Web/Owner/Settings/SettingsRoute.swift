internal import Server
public import Store

/// What there is behind `/app/settings`.
public enum SettingsRoute: Hashable, Sendable {
  /// Who one is, and how one likes things said.
  case all
  /// A second factor.
  case security(SecurityRoute)
  /// Tokens for programs.
  case tokens(TokensRoute)

  case picture
  /// Address, password and devices.
  case signIn
  case email
  case password
  case devices
  case device(SessionID)
  /// What is kept, to take along or to leave.
  case data
  case export
  case calendar
  case closing

  init?(_ segments: ArraySlice<String>) {
    switch Array(segments) {
    case []: self = .all
    case ["picture"]: self = .picture
    case ["sign-in"]: self = .signIn
    case ["email"]: self = .email
    case ["password"]: self = .password
    case ["devices"]: self = .devices
    case let names where names.count == 2 && names[0] == "devices":
      guard let id = SessionID(names[1]) else { return nil }
      self = .device(id)
    case ["data"]: self = .data
    case ["data", "calento.json"]: self = .export
    case ["data", "calento.ics"]: self = .calendar
    case ["closing"]: self = .closing
    case let names where names[0] == "security":
      if let route = SecurityRoute(segments.dropFirst()) { self = .security(route) } else { return nil }
    case let names where names[0] == "tokens":
      if let route = TokensRoute(segments.dropFirst()) { self = .tokens(route) } else { return nil }
    default: return nil
    }
  }

  /// Behind `/app/settings`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    case .security(let route): route.path
    case .tokens(let route): route.path
    case .picture: "/picture"
    case .signIn: "/sign-in"
    case .email: "/email"
    case .password: "/password"
    case .devices: "/devices"
    case .device(let id): "/devices/\(id)"
    case .data: "/data"
    case .export: "/data/calento.json"
    case .calendar: "/data/calento.ics"
    case .closing: "/closing"
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.settings"
    case .security(let route): route.label
    case .tokens(let route): route.label
    case .picture: "app.settings.picture"
    case .signIn: "app.settings.sign_in"
    case .email: "app.settings.email"
    case .password: "app.settings.password"
    case .devices: "app.settings.devices"
    case .device: "app.settings.device"
    case .data: "app.settings.data"
    case .export: "app.settings.export"
    case .calendar: "app.settings.calendar"
    case .closing: "app.settings.closing"
    }
  }

  /// Of an address that only takes a form: the page the form stands on.
  var formPage: SettingsRoute? {
    switch self {
    case .picture: .all
    case .email, .password, .devices, .device: .signIn
    case .closing: .data
    case .security(.confirm), .security(.giveUp): .security(.all)
    default: nil
    }
  }
}
