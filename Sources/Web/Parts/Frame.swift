internal import Mustache

/// What the layout around every page shows.
struct Frame: View {
  let language: String
  var style: String
  let icon: String
  let touchIcon: String
  let home: String
  /// Whether search engines may know the page.
  var isPublic = true
  /// A style element for what comes with the data.
  var own: String?
  /// A script that shortens the way.
  var script: Script?

  static let keys: Keys<Self> = [
    "language": .text(\.language),
    "style": .text(\.style),
    "icon": .text(\.icon),
    "touch_icon": .text(\.touchIcon),
    "home": .text(\.home),
    "public": .flag(\.isPublic),
    "own": .html(\.own),
    "script": .view(\.script),
  ]
}

/// A module for the browser.
struct Script: View {
  let address: String
  /// What it imports, fetched beside it instead of after it.
  let imports: [String]

  static let keys: Keys<Self> = ["address": .text(\.address), "imports": .list(\.imports)]
}
