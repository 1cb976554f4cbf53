import CivilTime
import Testing

@testable import Mail

@Suite struct HeaderTests {
  @Test func `a plain text stands as it is`() {
    #expect(field("Subject") { $0.add(text: "Haircut with Anna") } == "Subject: Haircut with Anna")
  }

  @Test func `a long line is folded at blanks before column 78`() {
    let words = (1...30).map { "word\($0)" }.joined(separator: " ")
    let lines = field("Subject") { $0.add(text: words) }.split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" word") })
    #expect(lines.joined() == "Subject: " + words)
  }

  /// The examples of RFC 2047, section 8, and what they come out as here.
  @Test(arguments: [
    ("Keld Jørn Simonsen", "=?utf-8?q?Keld_J=C3=B8rn_Simonsen?="),
    ("André Pirard", "=?utf-8?q?Andr=C3=A9_Pirard?="),
    ("(a b)", "\"(a b)\""),
    ("Olle Järnefors", "=?utf-8?q?Olle_J=C3=A4rnefors?="),
    ("Nguyễn Thị Lan", "=?utf-8?b?Tmd1eeG7hW4gVGjhu4sgTGFu?="),
    ("נתן אלי", "=?utf-8?b?16DXqtefINeQ15zXmQ==?="),
    ("Ben", "Ben"), ("Ben B. Weber", "\"Ben B. Weber\""), ("Weber, Ben", "\"Weber, Ben\""),
    ("Ben \"Bo\" \\ W", "\"Ben \\\"Bo\\\" \\\\ W\""), ("=?utf-8?q?Eve?=", "=?utf-8?b?PT91dGYtOD9xP0V2ZT89?="),
    ("ben@example.com", "\"ben@example.com\""),
  ])
  func `a name is written so that everyone reads it alike`(name: String, written: String) throws {
    let mailbox = try Mailbox.of(name, "b@example.com")
    #expect(field("To") { $0.add([mailbox]) } == "To: \(written) <b@example.com>")
  }

  @Test func `several addresses are parted by commas, and stay whole`() throws {
    let mailboxes = try (1...6).map { try Mailbox.of("Guest Number \($0)", "guest\($0)@example.com") }
    let written = field("To") { $0.add(mailboxes) }
    #expect(
      written == """
        To: Guest Number 1 <guest1@example.com>, Guest Number 2 <guest2@example.com>,\r
         Guest Number 3 <guest3@example.com>, Guest Number 4 <guest4@example.com>,\r
         Guest Number 5 <guest5@example.com>, Guest Number 6 <guest6@example.com>
        """)
  }

  @Test func `a long text beyond ASCII becomes several words of whole characters`() {
    let text = String(repeating: "giờ hẹn ", count: 12) + "xong"
    let lines = field("Subject") { $0.add(text: text) }.split(separator: "\r\n")
    #expect(lines.count > 2)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 })
    #expect(lines.allSatisfy { $0.hasSuffix("?=") })
  }

  @Test(arguments: [
    ("a\r\nBcc: eve@example.com", "a Bcc: eve@example.com"), ("a\nb\rc\u{B}d\u{85}e", "a b c d e"), ("a\u{0}b", "a b"),
    ("  a \t b  ", "a b"), ("a\u{2028}b\u{2029}c", "a b c"), ("\u{202E}evil\u{202C}\u{2066}x\u{2069}", "evilx"),
    ("\u{1F469}\u{200D}\u{1F52C}", "\u{1F469}\u{200D}\u{1F52C}"), ("\r\n", ""), ("\u{7F}\u{1B}[2J", "[2J"),
  ])
  func `what ends lines or turns them is taken out`(text: String, cleaned: String) {
    #expect(HeaderText.cleaned(text, limit: 100) == cleaned)
  }

  @Test func `a text is cut where it is too long`() {
    #expect(HeaderText.cleaned(String(repeating: "x", count: 10_000), limit: 10) == "xxxxxxxxxx…")
    #expect(HeaderText.cleaned("0123456789 ", limit: 10) == "0123456789")
  }

  @Test func `a piece can't end its line`() {
    #expect(HeaderPiece("a\r\nBcc: b\u{0}\u{7F}").bytes == Array("aBcc: b".utf8))
  }

  @Test(arguments: [
    (1_795_165_200, "Fri, 20 Nov 2026 09:00:00 +0000"), (0, "Thu, 1 Jan 1970 00:00:00 +0000"),
    (951_827_696, "Tue, 29 Feb 2000 12:34:56 +0000"),
  ])
  func `a date is written as the RFC has it`(seconds: Int, written: String) {
    #expect(MailDate.text(Instant(seconds: seconds)) == written)
  }

  @Test(arguments: [
    ("invite.ics", "filename=invite.ics"), ("my invite.ics", "filename=\"my invite.ics\""),
    ("a\"b\\.ics", "filename=\"a\\\"b\\\\.ics\""), ("", "filename=\"\""),
    ("lịch hẹn.ics", "filename*=utf-8''l%E1%BB%8Bch%20h%E1%BA%B9n.ics"),
  ])
  func `a parameter's value is written as it needs`(value: String, written: String) {
    #expect(field("X") { $0.add(Parameter("filename", value)) } == "X: \(written)")
  }

  @Test func `a long parameter comes in numbered parts`() {
    let name = String(repeating: "lịch hẹn ", count: 10) + ".ics"
    let lines = field("Content-Disposition") { field in
      field.add(HeaderPiece("attachment"), before: ";")
      field.add(Parameter("filename", name))
    }.split(separator: "\r\n")
    #expect(lines[1].hasPrefix(" filename*0*=utf-8''l%E1%BB%8Bch"))
    #expect(lines[2].hasPrefix(" filename*1*="))
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix(";") })
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
  }
}
