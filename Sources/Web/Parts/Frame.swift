internal import Mustache

/// What the layout around every page shows.
struct Frame: View {
  let language: String
  let style: String
  let icon: String
  let touchIcon: String
  let home: String
  /// Whether search engines may know the page.
  var isPublic = true
  /// A style element for what comes with the data.
  var own: String?
  /// A script that shortens the way.
  var script: String?

  static let keys: Keys<Self> = [
    "language": .text(\.language),
    "style": .text(\.style),
    "icon": .text(\.icon),
    "touch_icon": .text(\.touchIcon),
    "home": .text(\.home),
    "public": .flag(\.isPublic),
    "own": .html(\.own),
    "script": .text(\.script),
  ]
}
