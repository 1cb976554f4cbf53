import CivilTime
import Testing

@testable import Mail

/// Another program's eyes: what was written is read again as it was meant.
@Suite struct PythonReadingTests {
  @Test func `a letter with an invitation is read as it was meant`() async throws {
    let calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Gặp làm quen\r\nEND:VCALENDAR\r\n"
    let sent = try letter(
      subject: "Đã đặt: Gặp làm quen với Nguyễn Thị Lan, thứ Năm, ngày 3 tháng 12, 09:00", from: "Calento",
      to: [("Ada Moreau-Lefèvre", "ada@moreau.example")], text: "Chào Ada,\n\nHẹn gặp. = .\n.\nFrom now on\n",
      html: "<p title=\"a=b\">Hẹn gặp bạn lúc 09:00.</p>\n",
      invitation: Message.Invitation(.request, Array(calendar.utf8), fileName: "lịch hẹn.ics"))
    let read = try #require(try await readByPython([sent.bytes]).first)
    #expect(read.defects == [])
    #expect(read.header("Subject") == sent.subject)
    #expect(read.header("Message-ID") == "<letter-1@calento.example>")
    #expect(read.header("Date") == "Fri, 20 Nov 2026 09:00:00 +0000")
    #expect(read.header("Auto-Submitted") == "auto-generated")
    #expect(read.from == [["Calento", "anna@calento.example"]])
    #expect(read.to == [["Ada Moreau-Lefèvre", "ada@moreau.example"]])
    #expect(read.parts.map(\.type) == ["text/plain", "text/html", "text/calendar", "application/ics"])
    #expect(read.parts[0].content == "Chào Ada,\r\n\r\nHẹn gặp. = .\r\n.\r\nFrom now on\r\n")
    #expect(read.parts[1].content == "<p title=\"a=b\">Hẹn gặp bạn lúc 09:00.</p>\r\n")
    #expect(read.parts[2].content == calendar)
    #expect(read.parts[2].parameters == ["charset": "utf-8", "method": "REQUEST"])
    #expect(read.parts[3].content == calendar)
    #expect(read.parts[3].file == "lịch hẹn.ics")
  }

  private static let names = [
    "Ben", "Ben Weber", "Weber, Ben", "Ben \"Bo\" \\ Weber", "Jörg Müller", "Nguyễn Thị Lan", "田中 太郎", "שרה לוי",
    "محمد", "\u{1F469}\u{200D}\u{1F52C} Ada", "=?utf-8?q?Eve?=", "ben@example.com", "a;b:c<d>", "B. (Bo) Weber",
    String(repeating: "Rumpelstilz ", count: 12), String(repeating: "ữ", count: 150),
    String(repeating: "x", count: 150),
    "é" + String(repeating: " e", count: 90), "-", "_", "?=", "'", "100 % sure?", "Łukasz_Żak=",
  ]

  @Test func `every name and subject comes out as it went in`() async throws {
    let letters = try Self.names.map {
      try letter(subject: "Re: \($0)", from: $0, to: [($0, "b@example.com"), ($0, "c@example.com")])
    }
    let read = try await readByPython(letters.map(\.bytes))
    #expect(read.count == Self.names.count)
    for (name, read) in zip(Self.names, read) {
      let name = HeaderText.cleaned(name, limit: 200)
      #expect(read.header("Subject") == HeaderText.cleaned("Re: \(name)", limit: 500))
      #expect(read.from == [[name, "anna@calento.example"]])
      #expect(read.to == [[name, "b@example.com"], [name, "c@example.com"]])
      #expect(read.defects == [])
    }
  }

  @Test func `hostile names bring no header, no part and no address`() async throws {
    let hostile = [
      "a\r\nBcc: eve@example.com", "a\nBcc: eve@example.com\n\nx", "a\u{0}b", "\u{1F4A9}\r\n",
      "\u{202E}gro.elpmaxe@eve",
      String(repeating: "a\r\n", count: 3_000), "\" <eve@example.com>, \"", "a <eve@example.com>, b",
      "=?utf-8?q?a=0D=0ABcc:_eve@example.com?=", "\u{2028}Bcc: eve@example.com",
      "--=_a_\r\n\r\nContent-Type: text/html",
      String(repeating: "\u{1F469}", count: 10_000), "<script>alert(1)</script>",
    ]
    let letters = try hostile.map {
      try letter(
        subject: $0, from: $0, to: [($0, "ben@example.com")], text: $0, html: $0,
        invitation: Message.Invitation(.cancel, Array($0.utf8), fileName: $0))
    }
    let read = try await readByPython(letters.map(\.bytes))
    #expect(read.count == hostile.count)
    for (name, read) in zip(hostile, read) {
      #expect(
        read.headers.map { $0[0] } == [
          "Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "MIME-Version", "Content-Type",
        ])
      #expect(read.from == [[HeaderText.cleaned(name, limit: 200), "anna@calento.example"]])
      #expect(read.to == [[HeaderText.cleaned(name, limit: 200), "ben@example.com"]])
      #expect(read.header("Subject") == HeaderText.cleaned(name, limit: 500))
      #expect(read.parts.map(\.type) == ["text/plain", "text/html", "text/calendar", "application/ics"])
      #expect(read.parts[2].content == name)
    }
  }

  @Test func `an address in another script is read as it was written`() async throws {
    let read = try await readByPython([try letter(to: [("अजय", "अजय@डाटा.भारत")]).bytes])
    #expect(read[0].to == [["अजय", "अजय@डाटा.भारत"]])
  }
}
