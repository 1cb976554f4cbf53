import FoundationEssentials
import Mustache
import Testing

@testable import Web

/// Rules for whoever writes templates and words.
@Suite struct TemplateTests {
  static let folder = checkout + "/Templates"
  /// Letters have rules of their own.
  static let names = ((try? Library(folder: folder).names) ?? []).filter { !$0.hasPrefix("letters/") }
  static let languages = (try? Library(folder: folder).locales.languages) ?? []

  private func source(_ name: String) throws -> String {
    try String(contentsOfFile: "\(TemplateTests.folder)/\(name).mustache", encoding: .utf8)
  }

  @Test func `there are templates, and words in English and Vietnamese`() {
    #expect(TemplateTests.names.contains("layout"))
    #expect(TemplateTests.languages == ["en", "vi"])
  }

  @Test(arguments: languages)
  func `a language has every word`(language: String) throws {
    #expect(try Library(folder: TemplateTests.folder).locales.missing(in: language) == [])
  }

  @Test func `no word stands there unused`() throws {
    let library = try Library(folder: TemplateTests.folder)
    let used = library.wordsUsed.union(TemplateTests.wordsOfCode)
    let unused = library.locales.keys.filter { !used.contains($0) && !$0.hasPrefix("letters.") }
    #expect(unused == [])
  }

  /// What code asks for, area by area.
  static let wordsOfCode = Set(
    [
      Word.allCases.map(\.rawValue),
      HoursWord.allCases.map(\.rawValue), WhyWord.allCases.map(\.rawValue), TodayWord.allCases.map(\.rawValue),
      LinksWord.allCases.map(\.rawValue),
      BookingsWord.allCases.map(\.rawValue),
      KeysWord.allCases.map(\.rawValue),
      AccountWord.allCases.map(\.rawValue), SettingsWord.allCases.map(\.rawValue),
      ActivityWord.allCases.map(\.rawValue), ChangedWord.allCases.map(\.rawValue),
    ].joined())

  @Test func `every word that code asks for is there`() throws {
    #expect(TemplateTests.wordsOfCode.subtracting(try Library(folder: TemplateTests.folder).locales.keys) == [])
  }

  @Test(arguments: names)
  func `a template holds no address, script or style of its own`(name: String) throws {
    let source = try source(name)
    for forbidden in [
      "href=\"/", "src=\"/", "action=\"/", "http:", "https:", "javascript:", " style=", "<style", "<script>",
    ] {
      #expect(!source.contains(forbidden), "\(forbidden) in \(name)")
    }
    #expect(source.firstMatch(of: /<[^>]* on[a-z]+=/) == nil)
  }

  @Test(arguments: names)
  func `a template says nothing in its own words`(name: String) throws {
    let text = try source(name)
      .replacing(/\{\{!(?s).*?\}\}/, with: "").replacing(/\{\{[^}]*\}\}/, with: "").replacing(/<[^>]*>/, with: " ")
    let words = text.split { !$0.isLetter }.map(String.init).filter {
      !["Calento", "Lan", "Nguyen", "LN"].contains($0)
    }
    #expect(words == [], "\(name)")
  }
}
