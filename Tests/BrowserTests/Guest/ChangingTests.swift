import Testing

extension Pages {
  @Suite struct `a guest changes their mind` {
    @Test func `and moves the booking to another day`() async throws {
      try await Stage.seat { browser in
        let booking = try await browser.book()
        let before = try await browser.text("h1")
        try await browser.follow("a[href='\(booking)/reschedule']")
        #expect(try await browser.text(".what .notice").hasPrefix("You are moving "))
        let day = try await browser.text(".month a:not([aria-current])")
        try await browser.press(".month a:not([aria-current])")
        try await browser.wait(until: "document.querySelector('.month [aria-current]').textContent === '\(day)'")
        try await browser.follow("a.slot")
        #expect(try await browser.text("h1") == "Move it here?")
        try await browser.photograph("move")
        try await browser.follow("form .button")
        #expect(try await browser.path == booking)
        #expect(try await browser.text("main > p") == "Moved")
        let after = try await browser.text("h1")
        #expect(after != before && after.contains(" \(day) "))
      }
    }

    @Test(arguments: [true, false])
    func `and cancels with a word to the owner`(hasScript: Bool) async throws {
      try await Stage.seat(Reader(hasScript: hasScript)) { browser in
        let booking = try await browser.book()
        try await browser.press("summary")
        try await browser.fill("#reason", "I have a cold")
        try await browser.follow(".button.harm")
        #expect(try await browser.path == booking)
        #expect(try await browser.text("main > p") == "Cancelled")
        #expect(try await browser.text("main").contains("I have a cold"))
        try await browser.photograph("cancelled")
        try await browser.follow("main .button")
        #expect(try await browser.path.hasPrefix(Browser.intro))
      }
    }

    @Test func `and goes back after booking, to send the same form again`() async throws {
      try await Stage.seat { browser in
        let booking = try await browser.book()
        try await browser.goBack()
        try await browser.wait(until: "document.querySelector('#form')")
        if try await browser.script("return document.querySelector('#name').value === ''").isTrue {
          try await browser.fillIn()
        }
        try await browser.send()
        #expect(try await browser.path == booking)
      }
    }
  }
}
