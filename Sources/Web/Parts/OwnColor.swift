internal import Crypto
internal import HTTP

/// A link's own colour, laid over the house's by one style element whose digest stands in the page's policy: a style
/// attribute would need a policy that lets everyone's styles in.
struct OwnColor {
  /// The element; nil where the colour is the house's.
  let element: String?
  let policy: SecurityPolicy

  /// For a whole page. What is no colour as CSS writes it (`#0b6b57`) is taken for the house's.
  init(_ color: String) {
    self.init(sheet: OwnColor.isOwn(color) ? ":root{--own:\(color)}" : "")
  }

  /// For the entries of a list, each in its own colour.
  init(ofEntries colors: [String], in selector: String) {
    let rules = colors.enumerated().filter { OwnColor.isOwn($0.element) }
      .map { "\(selector):nth-child(\($0.offset + 1)){--own:\($0.element)}" }
    self.init(sheet: rules.joined())
  }

  /// For whatever carries one of these classes, each in its own colour.
  init(classes: [String], colors: [String]) {
    let rules = zip(classes, colors).filter { OwnColor.isOwn($0.1) }.map { ".\($0.0){--own:\($0.1)}" }
    self.init(sheet: rules.joined())
  }

  private init(sheet: String) {
    guard !sheet.isEmpty else {
      (element, policy) = (nil, .strict)
      return
    }
    element = "<style>\(sheet)</style>"
    policy = SecurityPolicy.strict.allowingStyle(sha256: SHA256.hash(sheet.utf8).bytes)
  }

  private static func isOwn(_ color: String) -> Bool { color != house && isColor(color) }

  /// The token's value in the style sheet.
  static let house = "#0b6b57"

  private static func isColor(_ text: String) -> Bool {
    text.utf8.count == 7 && text.utf8.first == UInt8(ascii: "#")
      && text.utf8.dropFirst().allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }
}
