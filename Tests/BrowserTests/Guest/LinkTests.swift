import Testing

extension Pages {
  @Suite struct `a link` {
    @Test func `for a group says how many seats are left, one fewer for the next guest`() async throws {
      try await Stage.seat { browser in
        try await browser.openMonth("/demo/workshop")
        let before = try await browser.text("a.slot")
        let booking = try await browser.book("/demo/workshop")
        #expect(try await browser.text("h1").hasPrefix("You meet Lan on "))
        try await browser.visit("/demo/workshop")
        let after = try await browser.text("a.slot")
        #expect(before.hasSuffix("6 seats left") || before.hasSuffix("5 seats left"))
        #expect(try #require(seats(after)) == #require(seats(before)) - 1)
        try await browser.visit(booking + "/cancel")
        try await browser.follow(".button.harm")
        try await browser.visit("/demo/workshop")
        #expect(try await browser.text("a.slot") == before)
      }
    }

    private func seats(_ slot: String) -> Int? {
      slot.split { !$0.isNumber }.dropFirst(2).first.flatMap { Int($0) }
    }

    @Test func `whose owner decides keeps the guest waiting, and the time kept`() async throws {
      try await Stage.seat { browser in
        try await browser.openMonth("/demo/review")
        #expect(try await browser.text(".facts").contains("Becomes firm once confirmed"))
        let datetime = try await browser.script("return document.querySelector('a.slot time').dateTime").string
        try await browser.pickTime()
        #expect(try await browser.text("#form .button").hasPrefix("Ask for "))
        try await browser.fillIn()
        try await browser.send()
        #expect(try await browser.text("main > p") == "Waiting for Lan")
        try await browser.photograph("waiting")
        try await browser.visit("/demo/review")
        #expect(try await browser.script("return document.querySelector('a.slot time').dateTime").string != datetime)
      }
    }

    static let dead = [
      ("/demo/old", "Old offer can no longer be booked."),
      ("/demo/nothing", "There is nothing to book at this address."),
      ("/nobody/intro", "There is no page at this address."),
      ("/bookings/not-a-token", "There is no page at this address."),
    ]

    @Test(arguments: dead)
    func `that leads nowhere says so, and on`(path: String, sentence: String) async throws {
      try await Stage.seat(.phone) { browser in
        try await browser.visit(path)
        #expect(try await browser.text("h1").replacing("\n", with: " ") == sentence)
        try await browser.follow("main a.button")
        #expect(try await browser.path != path)
      }
    }

    @Test func `without a free time says so where its times would be`() async throws {
      try await Stage.seat { browser in
        try await browser.visit("/demo/never")
        #expect(try await browser.text(".nothing") == "Lan has no free time just now. Try again later.")
        #expect(try await browser.text(".hours").contains("None this month."))
      }
    }
  }
}
