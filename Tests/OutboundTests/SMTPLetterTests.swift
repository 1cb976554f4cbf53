import Outbound
import Testing

@Suite struct SMTPLetterTests {
  private let message = Array("Subject: Haircut\r\n\r\nSee you.\r\n".utf8)

  @Test(arguments: [
    "ben@example.com", "b.e-n+x@sub.example.com", "ben@localhost", "ben@[192.0.2.1]", "nguyễn@example.com",
  ])
  func `an ordinary address is taken`(address: String) throws {
    let letter = try SMTPLetter(from: "anna@example.com", to: [address], message: message)
    #expect(letter.to == [address])
  }

  @Test func `a letter nobody should answer has no sender`() throws {
    #expect(try SMTPLetter(from: "", to: ["ben@example.com"], message: message).from == "")
  }

  @Test(arguments: [
    "ben", "@example.com", "ben@", "ben@example.com\r\nRCPT TO:<eve@example.com>", "ben@example.com\n",
    "ben\r@example.com",
    "<ben@example.com>", "ben@example.com> SIZE=1", "ben <ben@example.com>", "ben@example.com,eve@example.com",
    "b en@example.com",
    "ben@example.com\u{0}", "ben\t@example.com", "\"b\"@example.com", "ben@example.com;eve@example.com",
    "@relay:ben@example.com", String(repeating: "a", count: 243) + "@example.com",
  ])
  func `an address that could say more than an address is refused`(address: String) {
    #expect(throws: SMTPLetterRefusal.badAddress(address)) {
      try SMTPLetter(from: "anna@example.com", to: ["ben@example.com", address], message: message)
    }
    #expect(throws: SMTPLetterRefusal.badAddress(address)) {
      try SMTPLetter(from: address, to: ["ben@example.com"], message: message)
    }
  }

  @Test(arguments: [
    ("a\nb", 1), ("a\rb", 2), ("\n", 0), ("\r", 0), ("a\r\n\nb", 3), ("a\r\r\nb", 2), ("a\r\n.\n", 4), ("a\r\nb\r", 4),
    ("a\u{0}b", 1), ("\u{0}", 0), ("a\n\r", 1), ("\r\n\r\n\r", 4),
  ])
  func `a message with stray line ends is refused`(text: String, offset: Int) {
    #expect(throws: SMTPLetterRefusal.strayByte(at: offset)) {
      try SMTPLetter(from: "", to: ["ben@example.com"], message: Array(text.utf8))
    }
  }

  @Test(arguments: ["", "a", "\r\n", "a\r\nb", ".\r\n\r\n.\r\n"])
  func `a message of whole lines is taken`(text: String) throws {
    let letter = try SMTPLetter(from: "", to: ["ben@example.com"], message: Array(text.utf8))
    #expect(letter.message == Array(text.utf8))
  }

  @Test func `the number of recipients and the length are bounded`() throws {
    #expect(throws: SMTPLetterRefusal.badRecipientCount(0)) { try SMTPLetter(from: "", to: [], message: message) }
    let crowd = [String](repeating: "ben@example.com", count: SMTPLetter.mostRecipients + 1)
    #expect(throws: SMTPLetterRefusal.badRecipientCount(101)) { try SMTPLetter(from: "", to: crowd, message: message) }
    let long = [UInt8](repeating: 0x61, count: SMTPLetter.longestMessage + 1)
    #expect(throws: SMTPLetterRefusal.tooLong) { try SMTPLetter(from: "", to: ["ben@example.com"], message: long) }
  }
}
