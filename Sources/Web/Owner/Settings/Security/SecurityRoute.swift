internal import Server

/// What there is behind `/app/settings/security`.
public enum SecurityRoute: String, CaseIterable, Hashable, Sendable {
  /// Whether there is a second factor.
  case all = ""
  /// Asks for the password, and makes a secret.
  case begin
  /// The first code of an app.
  case confirm
  case giveUp = "give-up"
  /// Other recovery codes.
  case codes
  case off

  init?(_ segments: ArraySlice<String>) {
    switch segments.count {
    case 0: self = .all
    case 1 where segments.first != "": self.init(rawValue: segments.first ?? "")
    default: return nil
    }
  }

  /// Behind `/app/settings`.
  var path: String { self == .all ? "/security" : "/security/\(rawValue)" }

  var label: RouteLabel {
    switch self {
    case .all: "app.settings.security"
    case .begin: "app.settings.security.begin"
    case .confirm: "app.settings.security.confirm"
    case .giveUp: "app.settings.security.give_up"
    case .codes: "app.settings.security.codes"
    case .off: "app.settings.security.off"
    }
  }

  /// What stands there.
  var page: any DeskPage {
    switch self {
    case .all: SecurityPage()
    case .begin: BeginPage()
    case .confirm: ConfirmPage()
    case .giveUp: GiveUpPage()
    case .codes: CodesPage()
    case .off: SwitchOffPage()
    }
  }
}

extension DeskRoute {
  static func security(_ route: SecurityRoute) -> DeskRoute { .settings(.security(route)) }
}
