import HTTP
import TestSupport
import Testing

@testable import Web

/// What every page has in common, asked of every page in every language.
@Suite struct LayoutTests {
  struct Shown: Sendable, CustomTestStringConvertible {
    let name: String
    let language: String
    var testDescription: String { "\(name) in \(language)" }
  }

  /// Every page there is so far: one for each kind of failure, and the first.
  static let pages: [Shown] = ["en", "vi"].flatMap { language in
    (["home"] + Failure.allCases.map(\.name)).map { Shown(name: $0, language: language) }
  }

  private func page(_ shown: Shown) throws -> HTML {
    let site = try theSite()
    let headers = ["Accept-Language": shown.language]
    guard let failure = Failure.allCases.first(where: { $0.name == shown.name }) else {
      return try site.ask("GET /", headers).page
    }
    return try site.ask("GET /", headers) { site.answer(failure, to: $0) }.page
  }

  @Test(arguments: pages)
  func `a page says its language and direction`(shown: Shown) throws {
    let html = try #require(try page(shown).first("/html"))
    #expect(html["lang"] == shown.language)
    #expect(html["dir"] == "ltr")
  }

  @Test(arguments: pages)
  func `a page has one heading, one main part and a title`(shown: Shown) throws {
    let page = try page(shown)
    #expect(page.all("//h1").count == 1)
    #expect(page.all("//main").count == 1)
    #expect(page.all("/html/head/title").count == 1)
    #expect(page.first("/html/head/title")?.text.isEmpty == false)
  }

  @Test func `no two pages of a language have the same title`() throws {
    let titles = try LayoutTests.pages.map { try "\($0.language): \(page($0).first("//title")?.text ?? "")" }
    #expect(Set(titles).count == LayoutTests.pages.count)
  }

  @Test(arguments: pages)
  func `the first thing to reach leads past everything else`(shown: Shown) throws {
    let page = try page(shown)
    let first = try #require(page.first("//body//a"))
    #expect(first["class"] == "skip")
    #expect(first["href"] == "#main")
    #expect(page.all("//*[@id='main']").map(\.name) == ["main"])
  }

  @Test(arguments: pages)
  func `a page fits phones and follows light and dark`(shown: Shown) throws {
    let page = try page(shown)
    #expect(page.first("//meta[@name='viewport']")?["content"] == "width=device-width, initial-scale=1")
    #expect(page.first("//meta[@name='color-scheme']")?["content"] == "light dark")
    #expect(page.first("//meta[@charset]")?["charset"] == "utf-8")
  }

  @Test(arguments: pages)
  func `nothing stands in a page that its policy forbids`(shown: Shown) throws {
    let page = try page(shown)
    let attributes = Set(page.all("//*").flatMap(\.attributes))
    #expect(!attributes.contains("style"))
    #expect(attributes.filter { $0.hasPrefix("on") } == [])
    #expect(!page.has("//script[not(@src)]") && !page.has("//style"))
    let loaded = page.all("//link/@href | //script/@src | //img/@src").map(\.text)
    #expect(loaded.allSatisfy { $0.hasPrefix("/") && !$0.hasPrefix("//") }, "\(loaded)")
  }

  @Test(arguments: pages)
  func `what a page loads is there`(shown: Shown) throws {
    let page = try page(shown)
    let site = try theSite()
    let sheets = page.all("//link[@rel='stylesheet']").compactMap { $0["href"] }
    #expect(sheets.count == 1)
    #expect(try site.ask("GET \(sheets[0])").status == 200)
    for link in page.all("//a[starts-with(@href, '/')]") {
      #expect(try site.ask("OPTIONS \(link["href"] ?? "")").status == 204, "\(link["href"] ?? "")")
    }
  }

  @Test(arguments: pages)
  func `a name is given once, and drawings are passed over in reading`(shown: Shown) throws {
    let page = try page(shown)
    let names = page.all("//*[@id]").compactMap { $0["id"] }
    #expect(Set(names).count == names.count)
    #expect(page.all("//svg").allSatisfy { $0["aria-hidden"] == "true" || $0["role"] == "img" })
  }

  /// The guest's promise is 30 KB for everything; markup and look are the most of it.
  @Test(arguments: ["en", "vi"])
  func `page and look together are light`(language: String) throws {
    let site = try theSite()
    let headers = ["Accept-Language": language, "Accept-Encoding": "gzip"]
    let sheet = try #require(try page(Shown(name: "home", language: language)).first("//link")?["href"])
    let weight = try site.ask("GET /", headers).size + site.ask("GET \(sheet)", headers).size
    #expect(weight < 15_000)
  }
}
