internal import Mustache

/// All of an owner's links, or an invitation to make the first.
struct LinksView: View {
  let desk: DeskView
  let address: String
  let search: String
  let newAddress: String
  let rows: [LinkRowView]
  /// Nil where there are links.
  let empty: EmptyLinksView?
  let isNothingFound: Bool
  let ownPage: OwnPageView
  let earlier: String?
  let later: String?

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "address": .text(\.address),
    "search": .text(\.search),
    "new_address": .text(\.newAddress),
    "rows": .list(\.rows),
    "empty": .view(\.empty),
    "nothing_found": .flag(\.isNothingFound),
    "own_page": .view(\.ownPage),
    "earlier": .text(\.earlier),
    "later": .text(\.later),
  ]
}

struct LinkRowView: View {
  let title: String
  let edit: String
  let line: String
  let chip: String?
  /// What the owner should see to before the link is sent to anybody.
  let lacking: String?
  let ahead: String
  let total: String
  let host: String
  let middle: String
  let slug: String
  let path: String
  let address: String
  let copyLabel: String
  let moreLabel: String
  let switching: LinkSwitchView
  let copies: String
  let code: String
  let deletion: String

  static let keys: Keys<Self> = [
    "title": .text(\.title),
    "edit": .text(\.edit),
    "line": .text(\.line),
    "chip": .text(\.chip),
    "lacking": .text(\.lacking),
    "ahead": .text(\.ahead),
    "total": .text(\.total),
    "host": .text(\.host),
    "middle": .text(\.middle),
    "slug": .text(\.slug),
    "path": .text(\.path),
    "full": .text(\.address),
    "copy_label": .text(\.copyLabel),
    "more_label": .text(\.moreLabel),
    "switching": .view(\.switching),
    "copies": .text(\.copies),
    "code": .text(\.code),
    "deletion": .text(\.deletion),
  ]
}

/// A switch that shows how it stands and, pressed, sends how it is to stand.
struct LinkSwitchView: View {
  let action: String
  let label: String
  let isOn: Bool
  /// Whether it was just pressed.
  let hasFocus: Bool

  private var isOff: Bool { !isOn }

  static let keys: Keys<Self> = [
    "action": .text(\.action),
    "label": .text(\.label),
    "on": .flag(\.isOn),
    "off": .flag(\.isOff),
    "focus": .flag(\.hasFocus),
  ]
}

struct EmptyLinksView: View {
  let strip: StripView?
  let hours: String

  static let keys: Keys<Self> = ["strip": .view(\.strip), "hours": .text(\.hours)]
}

struct OwnPageView: View {
  let path: String
  let text: String

  static let keys: Keys<Self> = ["path": .text(\.path), "text": .text(\.text)]
}
