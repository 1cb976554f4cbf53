/// What somebody came with, in a few words, from what their program says of itself: `Firefox, Windows`.
///
/// Programs name others whose guests they want to be served like, so the order matters: the pretenders first.
enum BrowserName {
  /// Nil where nothing was said. A program that is no browser we know is called what it calls itself.
  static func told(by agent: String) -> String? {
    let browser = first(of: browsers, in: agent)
    let system = first(of: systems, in: agent)
    let parts = [browser ?? ownName(in: agent), system].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func first(of marks: [(mark: String, name: String)], in agent: String) -> String? {
    marks.first { agent.contains($0.mark) }?.name
  }

  /// The first word without its version; every browser's is Mozilla, which says nothing.
  private static func ownName(in agent: String) -> String? {
    let name = agent.prefix { $0 != "/" && $0 != " " }.prefix(longestName)
    return name.isEmpty || name == "Mozilla" ? nil : String(name)
  }

  private static let longestName = 40

  private static let browsers = [
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
  ].map { (mark: $0.0, name: $0.1) }

  private static let systems = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
  ].map { (mark: $0.0, name: $0.1) }
}
