internal import Mustache
internal import Server

/// What pages are made with: templates, words, and the addresses of what every page loads.
struct Workshop {
  let library: Library
  let loaded: Loaded

  /// What the layout around a page for guests needs.
  func frame(in words: Words) -> Frame {
    Frame(
      language: words.language, style: loaded.guestStyle, icon: loaded.icon, touchIcon: loaded.touchIcon,
      home: Route.home.address)
  }
}

extension Workshop {
  /// The same for an owner.
  func ownersFrame(in words: Words) -> Frame {
    var frame = frame(in: words)
    frame.style = loaded.ownerStyle
    frame.isPublic = false
    return frame
  }
}

/// The addresses of what pages load. They change with the content.
struct Loaded {
  let guestStyle: String
  let ownerStyle: String
  let icon: String
  let touchIcon: String
  let booker: Script
  let copy: Script
  let links: Script
  let linkForm: Script
  let zoneFinder: Script

  init(guestStyle: StyleSheet, ownerStyle: StyleSheet, assets: Assets) throws(MissingAsset) {
    self.guestStyle = guestStyle.address
    self.ownerStyle = ownerStyle.address
    icon = try Loaded.address(of: "img/mark.svg", assets)
    touchIcon = try Loaded.address(of: "img/touch.png", assets)
    booker = Script(
      address: try Loaded.address(of: "js/booker.js", assets),
      imports: [try Loaded.address(of: "js/swap.js", assets), try Loaded.address(of: "js/habits.js", assets)])
    copy = Script(address: try Loaded.address(of: "js/copy.js", assets), imports: [])
    links = Script(
      address: try Loaded.address(of: "js/links.js", assets),
      imports: [copy.address, try Loaded.address(of: "js/menu.js", assets)])
    linkForm = Script(
      address: try Loaded.address(of: "js/link-form.js", assets), imports: [copy.address])
    zoneFinder = Script(
      address: try Loaded.address(of: "js/zone.js", assets), imports: [try Loaded.address(of: "js/habits.js", assets)])
  }

  private static func address(of path: String, _ assets: Assets) throws(MissingAsset) -> String {
    guard let address = assets.address(of: path) else { throw MissingAsset(path: path) }
    return address
  }
}

/// A file that pages load is not there: it stops the start.
struct MissingAsset: Error, CustomStringConvertible {
  let path: String

  var description: String { "\(path) is missing from the folder of assets" }
}
