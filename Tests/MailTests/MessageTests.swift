import CivilTime
import Testing

@testable import Mail

@Suite struct MessageTests {
  @Test func `a letter of plain text has one part`() throws {
    #expect(
      text(try letter(text: "See you.\nAnna").bytes) == """
        Message-ID: <letter-1@calento.example>\r
        Date: Fri, 20 Nov 2026 09:00:00 +0000\r
        From: Anna <anna@calento.example>\r
        To: Ben <ben@example.com>\r
        Subject: Haircut\r
        Auto-Submitted: auto-generated\r
        MIME-Version: 1.0\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        See you.\r
        Anna\r

        """)
  }

  @Test func `an invitation comes as a reading of the letter and as a file`() throws {
    var invited = try letter(
      html: "<p>See you.</p>",
      invitation: Message.Invitation(.request, Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8)))
    invited.language = "en"
    invited.replyTo = try .of("Lan", "lan@example.com")
    #expect(
      text(invited.bytes) == """
        Message-ID: <letter-1@calento.example>\r
        Date: Fri, 20 Nov 2026 09:00:00 +0000\r
        From: Anna <anna@calento.example>\r
        Reply-To: Lan <lan@example.com>\r
        To: Ben <ben@example.com>\r
        Subject: Haircut\r
        Auto-Submitted: auto-generated\r
        MIME-Version: 1.0\r
        Content-Type: multipart/mixed; boundary="=_m_\(mark)"\r
        \r
        --=_m_\(mark)\r
        Content-Type: multipart/alternative;\r
         boundary="=_a_\(mark)"\r
        \r
        --=_a_\(mark)\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Language: en\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        See you.\r
        \r
        --=_a_\(mark)\r
        Content-Type: text/html; charset=utf-8\r
        Content-Language: en\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        <p>See you.</p>\r
        \r
        --=_a_\(mark)\r
        Content-Type: text/calendar; charset=utf-8; method=REQUEST\r
        Content-Transfer-Encoding: base64\r
        \r
        QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=\r
        \r
        --=_a_\(mark)--\r
        \r
        --=_m_\(mark)\r
        Content-Type: application/ics; name=invite.ics\r
        Content-Transfer-Encoding: base64\r
        Content-Disposition: attachment; filename=invite.ics\r
        \r
        QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=\r
        \r
        --=_m_\(mark)--\r

        """)
  }

  @Test func `the same letter is the same bytes, another letter has other boundaries`() throws {
    let one = try letter(html: "<p>")
    #expect(one.bytes == (try letter(html: "<p>")).bytes)
    let other = text(try letter(html: "<p>", unique: "letter-2").bytes)
    #expect(!other.contains(Fingerprint(one.id.description).text))
  }

  @Test(arguments: [
    "a\r\nBcc: eve@example.com\r\n\r\nbody", "\r\n\r\n<script>", String(repeating: "long ", count: 5_000),
    String(repeating: "x", count: 10_000), String(repeating: "ế", count: 10_000), "\u{0}\u{1}\u{2}",
    "\u{1F469}\u{200D}\u{1F52C}",
    "‏שלום\u{202E}", "=?utf-8?q?=0D=0ABcc:?=", "\"", "\\", "\"\\\"\\", "<eve@example.com>", ",;:()[]",
    "\u{85}\u{2028}x: y",
  ])
  func `no text becomes a header or a line too long`(hostile: String) throws {
    let calm = try letter(html: "<p>")
    var hostileLetter = try letter(
      subject: hostile, from: hostile, to: [(hostile, "ben@example.com"), (hostile, "c@example.com")], text: hostile,
      html: hostile, invitation: Message.Invitation(.cancel, Array(hostile.utf8), fileName: hostile))
    hostileLetter.replyTo = try .of(hostile, "lan@example.com")
    hostileLetter.language = hostile
    let bytes = hostileLetter.bytes
    let lines = text(bytes).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(!bytes.contains(0))
    #expect(lines.allSatisfy { !$0.utf8.contains(13) && !$0.utf8.contains(10) })
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
    let names = { (lines: [Substring]) in
      lines.prefix { !$0.isEmpty }.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
    }
    #expect(
      names(lines) == [
        "Message-ID", "Date", "From", "Reply-To", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
      ])
    #expect(names(text(calm.bytes).split(separator: "\r\n", omittingEmptySubsequences: false)).count == 8)
  }

  private let mark = "196ab928fd824fb85c8a9eb1c2455315"
}
