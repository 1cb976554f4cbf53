internal import Mustache
internal import Operations
internal import QR

/// An owner's second factor: to be begun, being set up, or on.
struct SecurityView: View {
  let desk: DeskView
  let tabs = SettingsTabs(.security(.all))
  let wrongs: WrongsView?
  /// Where it is begun.
  var begin: String?
  var setup: SetupView?
  var on: FactorView?

  static let keys: Keys<Self> = [
    "page": .view(\.desk.page), "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "begin": .text(\.begin),
    "setup": .view(\.setup),
    "on": .view(\.on),
  ]
}

/// What an app is told, by camera or by hand, and where its first code goes.
struct SetupView: View {
  let address: String
  let secret: String
  /// In groups of four, which are easier to type.
  let groups: String
  let square: SquareView?
  let code: FieldView
  let action = DeskRoute.security(.confirm).path
  let giveUp = DeskRoute.security(.giveUp).path

  init(_ setup: SecondFactorSetup, code: FieldView) {
    (address, secret) = (setup.address, setup.secret)
    groups = stride(from: 0, to: secret.count, by: 4)
      .map { String(setup.secret.dropFirst($0).prefix(4)) }.joined(separator: " ")
    square = QRCode(setup.address).map { SquareView(size: "\($0.side + 2 * QRCode.margin)", path: $0.path) }
    self.code = code
  }

  static let keys: Keys<Self> = [
    "address": .text(\.address),
    "secret": .text(\.secret),
    "groups": .text(\.groups),
    "square": .view(\.square),
    "code": .view(\.code),
    "action": .text(\.action),
    "give_up": .text(\.giveUp),
  ]
}

/// A QR code as one path.
struct SquareView: View {
  let size: String
  let path: String

  static let keys: Keys<Self> = ["size": .text(\.size), "path": .text(\.path)]
}

/// One that is on.
struct FactorView: View {
  let since: String
  let left: String
  /// Whether it is time for new recovery codes.
  let isShort: Bool
  let codes = DeskRoute.security(.codes).path
  let off = DeskRoute.security(.off).path

  static let keys: Keys<Self> = [
    "since": .text(\.since),
    "left": .text(\.left),
    "short": .flag(\.isShort),
    "codes": .text(\.codes),
    "off": .text(\.off),
  ]
}

/// Recovery codes, for the only time they are shown.
struct CodesView: View {
  let desk: DeskView
  let told: String
  let codes: [String]
  /// All of them, a line each.
  let all: String
  let back = DeskRoute.security(.all).path

  static let keys: Keys<Self> = [
    "page": .view(\.desk.page), "desk": .view(\.desk),
    "told": .text(\.told),
    "codes": .list(\.codes),
    "all": .text(\.all),
    "back": .text(\.back),
  ]
}
