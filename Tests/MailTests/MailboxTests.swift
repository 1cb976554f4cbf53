import Mail
import Testing

@Suite struct MailboxTests {
  @Test(arguments: [
    "ben@example.com", "ben.o'hara+calendar@mail.example.com", "b@localhost", "jörg@müller.example",
    "अजय@डाटा.भारत", "用户@例子.广告", "_@x-1.example",
  ])
  func `an address people have is taken`(address: String) throws {
    #expect(Mailbox(address: address)?.address == address)
  }

  @Test(arguments: [
    "", "ben", "@example.com", "ben@", "ben@@example.com", "b en@example.com", "ben@exa mple.com",
    "ben@example.com\r\nBcc: eve@example.com", "ben\u{0}@example.com", "ben@example.com,eve@example.com",
    "ben@example.com>", "<ben@example.com", "\"ben\"@example.com", "ben@[127.0.0.1]", "ben.@example.com",
    ".ben@example.com", "b..n@example.com", "ben@example..com", "ben@.com", "ben(x)@example.com", "ben@exam_ple.com",
    "ben\u{202E}@example.com", "ben\u{2028}@example.com", "ben@example.com;", "ben:x@example.com",
  ])
  func `what could be more than an address is refused`(address: String) {
    #expect(Mailbox(address: address) == nil)
  }

  @Test func `an address is at most 254 bytes long`() {
    let host = "@" + String(repeating: "a.", count: 60) + "example"
    #expect(Mailbox(address: String(repeating: "b", count: 254 - host.utf8.count) + host) != nil)
    #expect(Mailbox(address: String(repeating: "b", count: 255 - host.utf8.count) + host) == nil)
  }

  @Test(arguments: [
    ("Calento <no-reply@localhost>", "Calento", "no-reply@localhost"),
    ("  \"Lan, of Calento\"   <lan@example.com> ", "Lan, of Calento", "lan@example.com"),
    ("<lan@example.com>", "", "lan@example.com"), ("lan@example.com", "", "lan@example.com"),
    ("a <b> <lan@example.com>", "a <b>", "lan@example.com"),
  ])
  func `a setting names a sender`(setting: String, name: String, address: String) {
    #expect(Mailbox(setting) == Mailbox(name: name, address: address))
  }

  @Test(arguments: ["", "Calento", "Calento <>", "Calento <a b@c>", "Calento <a@b> x", "<<a@b>>"])
  func `a setting without an address names nobody`(setting: String) {
    #expect(Mailbox(setting) == nil)
  }

  @Test func `a message's id holds letters, digits, hyphens and dots alone`() {
    #expect(MessageID(unique: "0190-a.b", host: "x.example")?.description == "<0190-a.b@x.example>")
    for (unique, host) in [
      ("", "x"), ("a", ""), ("a b", "x"), ("a>", "x"), ("a\r\n", "x"), ("a@b", "x"), ("a..b", "x"), ("ä", "x"),
    ] {
      #expect(MessageID(unique: unique, host: host) == nil)
    }
  }
}
