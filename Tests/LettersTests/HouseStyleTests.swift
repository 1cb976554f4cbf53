import FoundationEssentials
import Mail
import Mustache
import Store
import TestSupport
import Testing

@testable import Letters

let templates = Checkout.root + "/Templates"

/// Rules for whoever writes letters and their words.
@Suite struct HouseStyleTests {
  static let names = ((try? Library(folder: templates).names) ?? []).filter { $0.hasPrefix("letters/") }
  static let letters = LetterTemplate.allCases.flatMap { template in
    [LetterFacts.Reader.guest, .companion, .owner].flatMap { reader in ["en", "vi"].map { (template, reader, $0) } }
  }

  @Test func `a word that code asks for is there, and no word stands there unused`() throws {
    let library = try Library(folder: templates)
    let keys = Set(library.locales.keys.filter { $0.hasPrefix("letters.") })
    let asked = Set(LetterWord.allCases.map(\.rawValue) + AccountDrawing.words)
    #expect(asked.subtracting(keys) == [])
    #expect(keys.subtracting(asked).subtracting(library.wordsUsed) == [])
  }

  @Test(arguments: names)
  func `a template loads nothing, runs nothing and leads nowhere by itself`(name: String) throws {
    let source = try String(contentsOfFile: "\(templates)/\(name).mustache", encoding: .utf8)
    for forbidden in ["http:", "https:", "javascript:", "<script", "<img", "<link", "url(", "@import", "href=\"/"] {
      #expect(!source.contains(forbidden), "\(forbidden) in \(name)")
    }
    #expect(source.firstMatch(of: /<[^>]* on[a-z]+=/) == nil)
  }

  @Test(arguments: names)
  func `a template says nothing in its own words`(name: String) throws {
    let text = try String(contentsOfFile: "\(templates)/\(name).mustache", encoding: .utf8)
      .replacing(/\{\{!(?s).*?\}\}/, with: "").replacing(/<style>(?s).*?<\/style>/, with: "")
      .replacing(/\{\{[^}]*\}\}/, with: "").replacing(/<[^>]*>/, with: " ")
    #expect(text.split { !$0.isLetter }.map(String.init).filter { $0 != "Calento" } == [], "\(name)")
  }

  @Test(arguments: letters)
  func `every letter is written whole`(
    template: LetterTemplate, reader: LetterFacts.Reader, language: String
  ) throws {
    let sample = Sample(template, language: language, tokens: World.tokens)
    let letter = try World.stationery.write(
      template, sample.facts(for: reader), World.letter, of: sample.booking.owner.id)
    let page = letter.page
    for text in [letter.subject, letter.text, page.first("//body")?.text ?? "{"] {
      #expect(!text.contains("{") && !text.contains("letters.") && !text.isEmpty)
    }
    #expect(letter.language == language)
    #expect(page.first("/html")?["lang"] == language)
    #expect(page.all("//h1").count == 1)
    #expect(letter.text.hasPrefix(page.first("//h1")?.text ?? "?"))
    #expect(letter.subject.first?.isUppercase == true)
    #expect(letter.bytes.count < 30_000)
  }
}
