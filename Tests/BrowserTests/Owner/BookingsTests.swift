import TestSupport
import Testing

extension Pages {
  @Suite struct `an owner's bookings` {
    private static let list = "/app/bookings"

    /// Books as a guest and opens the booking as its owner.
    private func open(_ name: String, by link: String = Browser.intro, _ browser: Browser) async throws {
      try await browser.visit(link + "?tz=Europe/Paris")
      try await browser.pickTime()
      try await browser.fillIn(name: name)
      try await browser.send()
      try await browser.signIn()
      try await browser.visit("\(Self.list)?q=\(name)")
      try await browser.follow("a.title")
    }

    private func cancel(_ browser: Browser) async throws {
      try await browser.press("details:has([action$=cancellation]) > summary")
      try await browser.follow("[action$=cancellation] .harm")
    }

    @Test func `a keyboard alone says yes to one that waits, from the list`() async throws {
      try await Stage.seat { browser in
        _ = try await open("Keyboard", by: "/demo/review", browser)
        try await browser.visit("\(Self.list)?when=pending&q=keyboard")
        let keys = Keys(browser)
        try await keys.press(Key.tab, until: "li form button")
        #expect(try await keys.focus == "Accept Keyboard")
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.querySelector('.notice')")
        #expect(try await browser.text(".notice") == "Accepted. Your guest has been told.")
        #expect(keys.count < 20)
        try await browser.visit("\(Self.list)?q=keyboard")
        #expect(try await browser.count("li form") == 0)
        try await browser.follow("a.title")
        try await cancel(browser)
      }
    }

    @Test func `without a script a booking is found, moved and called off`() async throws {
      try await Stage.seat(Reader(hasScript: false)) { browser in
        try await open("Scriptless", browser)
        let before = try await browser.text(".main .moment")
        try await browser.follow("a[href$=reschedule]")
        try await browser.follow("a.slot")
        try await browser.fill("#reason", "My train is late.")
        try await browser.follow("main form .button")
        #expect(try await browser.text(".notice") == "Moved. Your guest has been told.")
        #expect(try await browser.text(".main .moment") != before)
        try await browser.press("details:has([action$=cancellation]) > summary")
        try await browser.fill("#reason-cancellation", "I am ill.")
        try await browser.follow("[action$=cancellation] .harm")
        #expect(try await browser.text(".notice").hasPrefix("Cancelled."))
        #expect(try await browser.text(".main").contains("“I am ill.”"))
        #expect(try await browser.count(".verbs") == 0)
      }
    }

    @Test func `a time out of hours is taken only after a tick`() async throws {
      try await Stage.seat { browser in
        try await open("Night owl", browser)
        try await browser.follow("a[href$=reschedule]")
        try await browser.press("details > summary")
        try await browser.script("document.getElementById('on').value = '2026-12-05'")
        try await browser.fill("#at", "11.30 pm")
        try await browser.follow("details form .button")
        #expect(try await browser.text("#objection") == "This time is not free")
        #expect(
          try await browser.script("return document.activeElement.contains(document.getElementById('objection'))")
            .isTrue)
        // The browser itself asks for the tick.
        try await browser.press("main form .button")
        #expect(try await browser.path.contains("reschedule?"))
        try await browser.press("[name=anyway]")
        try await browser.follow("main form .button")
        #expect(try await browser.text(".main .moment").contains("23:30"))
        try await cancel(browser)
      }
    }

    @Test func `a refused form takes the reader to what is wrong, everything typed kept`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit("/app/bookings/new")
        try await browser.follow("a.title[href*='link=']")
        try await browser.follow("a.slot")
        try await browser.fill("#name", "Ada")
        try await browser.fill("#email", "ada@")
        try await browser.script("document.getElementById('form').noValidate = true")
        try await browser.follow("#form .button")
        #expect(try await browser.focused == "notice bad")
        #expect(try await browser.script("return document.getElementById('name').value").string == "Ada")
        try await browser.press(".notice a[href='#email']")
        #expect(try await browser.focused == "email")
        try await browser.script("document.activeElement.select()")
        try await browser.type("ada@example.org")
        try await browser.follow("#form .button")
        #expect(try await browser.text(".notice") == "Booked. Your guest has been told.")
        try await cancel(browser)
      }
    }

    @Test func `a guest's name without a blank stays within a phone`() async throws {
      try await Stage.seat(.phone) { browser in
        try await open("maximilian.mustermann.und.nachfahren@example.com", browser)
        #expect(try await browser.overflow <= 0)
        let booking = try await browser.path
        try await browser.visit("\(booking)/reschedule")
        #expect(try await browser.overflow <= 0)
        try await browser.visit(booking)
        try await cancel(browser)
      }
    }

    @Test(arguments: [
      Reader(), Reader(isDark: true), .phone, Reader(width: 320, height: 640, isDark: true),
    ])
    func `nobody is kept out, and nothing sticks out`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        func look(_ what: String) async throws {
          #expect(try await browser.barriers == [], "\(what)")
          #expect(try await browser.overflow <= 0, "\(what)")
          if reader.isPhone { #expect(try await browser.smallTargets == [], "\(what)") }
          try await browser.photograph("bookings-\(what)-\(reader.width)-\(reader.isDark ? "dark" : "light")")
        }
        // On a phone the driver would press the bar that lies over the end of the page.
        func unfold(_ selector: String) async throws {
          try await browser.script("document.querySelector('\(selector)').open = true")
        }
        try await open("Onlooker", browser)
        let booking = try await browser.path
        try await browser.visit(Self.list)
        try await look("list")
        try await unfold(".filter")
        try await look("filter")
        try await browser.visit("\(Self.list)?when=past&q=nobody")
        try await look("nothing")
        try await browser.visit(booking)
        try await unfold(".verbs details")
        try await look("one")
        try await browser.visit(booking + "/cancellation")
        try await look("ask")
        try await browser.visit(booking + "/reschedule")
        try await unfold("details")
        try await look("pick")
        try await browser.visit(booking + "/reschedule?on=2026-12-05&at=23")
        try await look("anyway")
        try await browser.visit("/app/bookings/new")
        try await look("choose")
        for link in ["a.title[href*='link=']", "a.slot"] {
          let address = try await browser.script("return document.querySelector(\"\(link)\").getAttribute('href')")
            .string
          try await browser.visit(try #require(address))
        }
        try await unfold("#form details")
        try await look("form")
        try await browser.visit(booking + "/cancellation")
        try await browser.follow("main .harm")
        try await look("cancelled")
      }
    }
  }
}
