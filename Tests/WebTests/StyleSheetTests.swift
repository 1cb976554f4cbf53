import FoundationEssentials
import HTTP
import TestSupport
import Testing
import Web

@Suite struct StyleSheetTests {
  static let folder = checkout + "/Public/css"
  /// `all/button.css` and so on.
  static let parts = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".css") }.sorted()

  private func source(_ part: String) throws -> String {
    try String(contentsOfFile: "\(StyleSheetTests.folder)/\(part)", encoding: .utf8)
  }

  @Test(arguments: Look.allCases)
  func `a sheet is all parts of its audience`(look: Look) throws {
    let sheet = try theSite().ask("GET /look/\(look.rawValue).css").text
    let parts = StyleSheetTests.parts.filter { $0.hasPrefix("all/") || $0.hasPrefix("\(look.rawValue)/") }
    #expect(parts.count > 18)
    #expect(try sheet == parts.map(source).joined())
  }

  @Test func `a guest does not carry what only owners see`() throws {
    let sheet = try theSite().ask("GET /look/guest.css").text
    #expect(sheet.contains(".booker") && !sheet.contains(".rail {") && !sheet.contains(".week"))
  }

  @Test func `a browser may keep the sheet it was sent to for a year, and no other`() throws {
    let site = try theSite()
    let address = try #require(try site.ask("GET /").page.first("//link[@rel='stylesheet']")?["href"])
    let sheet = try site.ask("GET \(address)")
    #expect(sheet["Content-Type"] == "text/css; charset=utf-8")
    #expect(sheet["Cache-Control"] == "public, max-age=31536000, immutable")
    #expect(try site.ask("GET /look/guest.css?v=other")["Cache-Control"] == "no-cache")
    #expect(try site.ask("GET /look/guest.css")["Cache-Control"] == "no-cache")
  }

  @Test func `its address changes with its content`() throws {
    let folder = try Scratch(copyOf: StyleSheetTests.folder)
    let before = try address(makeSite(styles: folder.path))
    try folder.write("guest/home.css", folder.read("guest/home.css") + "a { color: red }\n")
    #expect(try address(makeSite(styles: folder.path)) != before)
    #expect(try address(theSite()) == before)
  }

  @Test func `while we work on it a change shows at once`() throws {
    let folder = try Scratch(copyOf: StyleSheetTests.folder)
    let site = try makeSite(styles: folder.path, isWatching: true)
    try folder.write("guest/zoo.css", ".zoo { color: red }\n")
    let sheet = try site.ask("GET \(address(site))")
    #expect(sheet.text.hasSuffix(".zoo { color: red }\n"))
    #expect(sheet["Cache-Control"] == "no-cache")
  }

  @Test func `a folder without sheets stops the start`() {
    #expect(throws: (any Error).self) { try makeSite(styles: checkout + "/nowhere") }
  }

  private func address(_ site: Site) throws -> String {
    try site.ask("GET /").page.first("//link[@rel='stylesheet']")?["href"] ?? ""
  }

  // MARK: Rules for whoever writes them

  @Test(arguments: parts)
  func `a part begins with the order of layers, so that parts may come in any order`(part: String) throws {
    #expect(try source(part).hasPrefix("@layer reset, tokens, base, layout, parts, pages;\n\n"))
  }

  @Test(arguments: parts)
  func `every colour is a token`(part: String) throws {
    let rules = try source(part).replacing(/\/\*(?s).*?\*\//, with: "")
    let colours = rules.matches(of: /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|\blight-dark\(/).map { String($0.output) }
    let isFree = part == "all/tokens.css" || part == "all/print.css"
    #expect(isFree || colours.isEmpty, "\(colours)")
  }

  @Test func `every token that is used is there`() throws {
    let sheets = try StyleSheetTests.parts.map(source).joined()
    let named = Set(sheets.matches(of: /(--[a-z0-9-]+):/).map { String($0.output.1) })
    let used = Set(sheets.matches(of: /var\((--[a-z0-9-]+)/).map { String($0.output.1) })
    // Places that come with the data.
    #expect(used.subtracting(named).subtracting(["--at", "--lane"]) == [])
  }

  @Test(arguments: parts)
  func `left and right are said as start and end, so that pages mirror`(part: String) throws {
    let physical = try source(part).matches(
      of: /\b(margin|padding|border|inset)-(left|right)\b|\b(left|right):|text-align: (left|right)/)
    #expect(physical.map { String($0.output.0) } == [])
  }
}
