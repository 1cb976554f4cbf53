internal import Mustache

/// What the layout around every page shows.
struct Frame: View {
  let language: String
  let style: String
  let icon: String
  let touchIcon: String
  let home: String

  static let keys: Keys<Self> = [
    "language": .text(\.language),
    "style": .text(\.style),
    "icon": .text(\.icon),
    "touch_icon": .text(\.touchIcon),
    "home": .text(\.home),
  ]
}
