import Mail
import Scheduling
import Store
import TestSupport
import Testing

/// Letters as a mail program shows them.
@Suite struct PageLetterTests {
  @Test func `a letter is a page that says all in order`() throws {
    let letter = try BookingCase().letter(.bookingConfirmed)
    let page = letter.page
    #expect(page.first("/html")?["lang"] == "en")
    #expect(page.first("/html")?["dir"] == "ltr")
    #expect(page.first("//title")?.text == letter.subject)
    #expect(page.all("//h1").map(\.text) == ["You meet Lan Nguyen on Thursday 3 December at\u{a0}09:00."])
    #expect(page.first("//h1/preceding::p[1]")?.text == "Intro call, booked")
    #expect(page.first("//h1/following::p[1]")?.text.hasPrefix("Paris time, for 30 minutes.") == true)
    #expect(
      page.all("//td[contains(@class,'label')]").map(\.text) == ["Where", "With", "Notes"])
    #expect(page.all("//td[contains(@class,'label')]/following-sibling::td").map(\.text).last == "A first plan.")
    #expect(
      page.first("//body/div[1]")?.text == "Paris time, for 30 minutes. For Lan Nguyen in Ho Chi Minh City it is 15:00."
    )
  }

  @Test func `every link leads where the plain text says`() throws {
    let letter = try BookingCase().letter(.bookingConfirmed)
    let links = letter.page.all("//a").map { $0["href"] ?? "" }
    #expect(links.count == 4)
    #expect(links[0] == "https://meet.example.org/lan-ada")
    #expect(
      links.dropFirst().map { $0.split(separator: "/").last } == [
        links[1].split(separator: "/").last, "reschedule", "cancel",
      ])
    #expect(links.allSatisfy { letter.text.contains($0) })
  }

  @Test func `tables for looks say that they are none`() throws {
    let tables = try BookingCase().letter(.bookingConfirmed).page.all("//table")
    #expect(tables.count > 4)
    #expect(tables.allSatisfy { $0["role"] == "presentation" })
  }

  @Test func `a day's band fills the day, with what is picked in its place`() throws {
    let page = try BookingCase().letter(.bookingConfirmed).page
    let bands = page.all("//table[tr/td[@class='picked']]")
    #expect(bands.count == 2)
    for band in bands {
      let cells = band.all("./tr/td")
      let widths = cells.compactMap { $0["width"].flatMap { Double($0.dropLast()) } }
      #expect(widths.count == cells.count)
      #expect(abs(widths.reduce(0, +) - 100) < 0.001)
      let before = widths.prefix(cells.firstIndex { $0["class"] == "picked" } ?? 0).reduce(0, +)
      #expect(before == 37.5)
    }
    #expect(bands[0].all("./tr/td").map { $0["class"] } == ["night", "day", "picked", "day", "night"])
    #expect(bands[1].all("./tr/td").map { $0["class"] } == ["day", "picked", "day", "night"])
    #expect(page.has("//p[text()='Your Thursday above, Lan Nguyen’s below.']"))
  }

  @Test func `where clocks read alike there is one band, without a city none`() throws {
    var booking = BookingCase()
    booking.ownerZone = "Europe/Berlin"
    #expect(try booking.letter(.bookingConfirmed).page.all("//td[@class='picked']").count == 1)
    booking.guestZone = "UTC"
    #expect(try booking.letter(.bookingConfirmed).page.all("//td[@class='picked']").count == 0)
  }

  @Test(arguments: ["2026-10-24T22:30:00Z", "2026-10-25T22:50:00Z", "2026-03-29T00:45:00Z", "2026-03-29T21:59:00Z"])
  func `a band is whole on days that are longer or shorter, and at their ends`(start: String) throws {
    var booking = BookingCase()
    booking.start = start
    booking.minutes = 600
    for band in try booking.letter(.bookingConfirmed).page.all("//table[tr/td[@class='picked']]") {
      let widths = band.all("./tr/td").compactMap { $0["width"].flatMap { Double($0.dropLast()) } }
      #expect(abs(widths.reduce(0, +) - 100) < 0.001)
      #expect(widths.allSatisfy { $0 > 0 })
    }
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{title}} {{{t.letters.sent_by}}}", "{day}",
    "a\r\nBcc: eve@example.com", String(repeating: "Rumpelstilzchen", count: 13), "שרה לוי",
    "\u{1F469}\u{200D}\u{1F52C}",
  ])
  func `what a guest typed is text and nothing else`(typed: String) throws {
    var booking = BookingCase()
    booking.guestName = typed
    booking.title = typed
    booking.notes = typed
    booking.answers = [GivenAnswer(id: "q", label: typed, kind: .text, values: [typed])]
    booking.place = MeetingPlace(.link, typed)
    booking.ownerLocale = "en"
    for reader in [LetterFacts.Reader.guest, .owner] {
      let letter = try booking.letter(.bookingConfirmed, to: reader)
      let page = letter.page
      #expect(!page.has("//script") && !page.has("//img"))
      #expect(page.all("//*").allSatisfy { !$0.attributes.contains { $0.hasPrefix("on") } })
      let shown = typed.split { $0.isNewline || $0 == " " || $0 == "\r\n" }.joined(separator: " ")
      #expect(page.all("//td[contains(@class,'label')]/following-sibling::td").map(\.text).last == shown)
      let head = String(decoding: letter.bytes, as: UTF8.self).split(
        separator: "\r\n", omittingEmptySubsequences: false)
      #expect(!head.prefix { !$0.isEmpty }.contains { $0.hasPrefix("Bcc") })
    }
  }
}
