import Mail
import Store
import TestSupport
import Testing

@testable import Letters

@Suite struct AccountLetterTests {
  private func letter(_ template: AccountTemplate, _ language: String = "en") throws -> Message {
    let sample = SampleAccount(language: language, tokens: World.accounts)
    return try World.stationery.write(template, sample.facts(template), World.letter, of: sample.owner.id)
  }

  @Test func `whoever signed up is asked whether the address is theirs`() throws {
    let letter = try letter(.verifyAddress)
    #expect(letter.subject == "Confirm your address")
    #expect(letter.to.map(\.address) == ["lan@nguyen.example"])
    let lines = letter.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "Is this your address?")
    #expect(
      lines[1] == """
        Somebody, most likely you, signed up with lan@nguyen.example as lan. Press the button to finish; it works until \
        16:00 on Saturday 21 November, Ho Chi Minh City time.
        """)
    #expect(lines[3] == "Yes, it is mine:")
    #expect(lines[4].hasPrefix("https://book.example/verify/"))
    #expect(lines[4].count == "https://book.example/verify/".count + 64)
  }

  @Test func `a letter to a new address goes there, with a link of its own`() throws {
    let (confirm, verify) = (try letter(.confirmAddress), try letter(.verifyAddress))
    #expect(confirm.to.map(\.address) == ["lan@studio.example"])
    #expect(confirm.text.contains("https://book.example/verify/"))
    #expect(link(confirm) != link(verify))
  }

  @Test func `a reset leads to where a password is chosen, a notice to where one is asked for`() throws {
    #expect(try letter(.resetPassword).text.contains("https://book.example/reset/"))
    #expect(try letter(.passwordChanged).text.contains("\nhttps://book.example/forgot\n"))
    #expect(try letter(.accountExists).text.contains("\nhttps://book.example/login\n"))
  }

  @Test(arguments: AccountTemplate.allCases, ["en", "vi"])
  func `every letter is written whole`(template: AccountTemplate, language: String) throws {
    let letter = try letter(template, language)
    let page = letter.page
    for text in [letter.subject, letter.text, page.first("//body")?.text ?? "{"] {
      #expect(!text.contains("{") && !text.contains("letters.") && !text.isEmpty)
    }
    #expect(letter.language == language)
    #expect(letter.replyTo == nil)
    #expect(page.all("//h1").count == 1)
    #expect(letter.text.hasPrefix(page.first("//h1")?.text ?? "?"))
    #expect(page.all("//a").count == (template == .addressChanged ? 0 : 1))
  }

  private func link(_ letter: Message) -> Substring? {
    letter.text.split(separator: "\n").first { $0.hasPrefix("https:") }
  }
}
