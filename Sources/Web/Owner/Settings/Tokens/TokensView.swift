internal import Mustache

/// Tokens that programs come in with.
struct TokensView: View {
  let desk: DeskView
  let tabs = SettingsTabs(.settings(.tokens(.all)))
  let wrongs: WrongsView?
  /// One that was just made.
  let fresh: FreshTokenView?
  let tokens: [TokenLineView]
  /// The form is good for one.
  let key: String?
  let fields: [FieldView]
  let action = DeskRoute.settings(.tokens(.all)).path

  private var isEmpty: Bool { tokens.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.desk.page), "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "fresh": .view(\.fresh),
    "tokens": .list(\.tokens),
    "empty": .flag(\.isEmpty),
    "key": .text(\.key),
    "fields": .list(\.fields),
    "action": .text(\.action),
  ]
}

struct FreshTokenView: View {
  let name: String
  let text: String

  static let keys: Keys<Self> = ["name": .text(\.name), "text": .text(\.text)]
}

struct TokenLineView: View {
  let name: String
  let isOver: Bool
  /// What it may, when it was made and used, and when it ends.
  let facts: [String]
  let revoke: String
  let revokeLabel: String

  static let keys: Keys<Self> = [
    "name": .text(\.name),
    "over": .flag(\.isOver),
    "facts": .list(\.facts),
    "revoke": .text(\.revoke),
    "revoke_label": .text(\.revokeLabel),
  ]
}
