import Testing

extension Pages {
  @Suite struct `an owner's links` {
    private static let new = "/app/links/new"

    /// What a test made goes with it: the demo owner serves all of them.
    private func delete(_ slug: String, _ browser: Browser) async throws {
      try await browser.visit("/app/links?q=\(slug)")
      try await browser.script("document.querySelector('.menu').open = true")
      try await browser.follow(".menu .harm")
    }

    @Test func `a keyboard alone makes the first link, which can be booked at once`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit("/app/links")
        let keys = Keys(browser)
        try await keys.press(Key.tab, until: "a[href=\"/app/links/new\"]")
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname === '\(Self.new)'")
        #expect(try await browser.focused == "title")
        try await browser.type("Coffee")
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname === '/app/links'")
        #expect(try await browser.text(".notice").hasPrefix("“Coffee” is ready."))
        #expect(keys.count < 20)
        let booking = try await browser.book("/demo/coffee")
        #expect(booking.hasPrefix("/bookings/"))
        try await delete("coffee", browser)
      }
    }

    @Test func `questions are written without a script, and asked of guests`() async throws {
      try await Stage.seat(Reader(hasScript: false)) { browser in
        try await browser.signIn()
        try await browser.visit(Self.new)
        #expect(try await browser.count("[data-copy]:not([hidden])") == 0)
        try await browser.fill("#title", "Asking")
        try await browser.follow("[value=preview]")
        let shown = "const seen = document.getElementById('preview').getBoundingClientRect();"
        #expect(try await browser.script("\(shown) return seen.top >= 0 && seen.top < innerHeight / 2").isTrue)
        #expect(try await browser.text(".seen .strong") == "Asking")
        try await browser.press("details:has([value=add]) > summary")
        try await browser.follow("[value=add]")
        try await browser.fill("#question_0_label", "Second?")
        try await browser.follow("[value=add]")
        try await browser.fill("#question_1_label", "First?")
        try await browser.press("#question_1_kind option[value=choice]")
        try await browser.fill("#question_1_choices", "Tea\nMilk")
        try await browser.follow("[value='up 1']")
        #expect(try await browser.count("#question_1_choices") == 1)
        try await browser.follow("[value=add]")
        try await browser.follow("[value='remove 2']")
        try await browser.follow("[value=save]")
        #expect(try await browser.text(".notice").hasPrefix("“Asking” is ready."))
        try await browser.visit("/demo/asking")
        try await browser.pickTime()
        #expect(try await browser.text("#answer-1 legend").hasPrefix("First?"))
        #expect(try await browser.count("#answer-1 input[type=radio]") == 2)
        #expect(try await browser.text("label[for=answer-2]").hasPrefix("Second?"))
        try await browser.visit("/app/links?q=asking")
        try await browser.press(".menu summary")
        try await browser.follow(".menu .harm")
      }
    }

    @Test func `a refused form takes the reader to what is wrong, everything typed kept`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit(Self.new)
        try await browser.fill("#slug", "50% off")
        try await browser.follow("[value=save]")
        #expect(try await browser.focused == "notice bad")
        #expect(try await browser.title.hasPrefix("2 answers need a change"))
        #expect(try await browser.script("return document.getElementById('slug').value").string == "50% off")
        try await browser.press(".notice a[href='#slug']")
        #expect(try await browser.focused == "slug")
        try await browser.photograph("links-refused")
      }
    }

    @Test func `the preview follows what is typed`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit(Self.new)
        #expect(try await browser.count("[data-preview-button]:not([hidden])") == 0)
        try await browser.fill("#title", "Seen at once")
        try await browser.wait(until: "document.querySelector('.seen .strong').textContent === 'Seen at once'")
        try await browser.press("[name=durations][value='60']")
        try await browser.wait(until: "document.querySelectorAll('.seen .chip').length === 2")
        try await browser.script(
          """
          const color = document.getElementById('color');
          color.value = '#7a4bb0';
          color.dispatchEvent(new Event('input', { bubbles: true }));
          """)
        try await browser.wait(
          until: "getComputedStyle(document.querySelector('.seen')).getPropertyValue('--own').trim() === '#7a4bb0'")
        // Nobody is asked whether to stay.
        try await browser.script("document.querySelector('[data-link-form]').dispatchEvent(new Event('submit'))")
      }
    }

    @Test func `an address is copied by a press, and a menu closes by Escape and a press elsewhere`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit("/app/links?q=intro")
        try await browser.devTools(
          "Browser.grantPermissions", ["permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]])
        try await browser.press("[data-copy]")
        try await browser.wait(until: "document.querySelector('[data-copy].done')")
        let copied = try await browser.eventually("navigator.clipboard.readText().then(done)").string
        #expect(copied?.hasSuffix("/demo/intro") == true)
        try await browser.press(".menu summary")
        #expect(try await browser.count(".menu[open]") == 1)
        try await Keys(browser).press(Key.tab)
        #expect(try await browser.count(".menu[open] a:focus") == 1)
        try await Keys(browser).press(Key.escape)
        #expect(try await browser.count(".menu[open]") == 0)
        #expect(try await browser.count(".menu summary:focus") == 1)
        try await browser.press(".menu summary")
        try await browser.press("h1")
        #expect(try await browser.count(".menu[open]") == 0)
      }
    }

    @Test func `what is switched off or deleted comes back by one press`() async throws {
      try await Stage.seat(.phone) { browser in
        try await browser.signIn()
        try await browser.visit("/app/links?q=review")
        try await browser.follow("[role=switch]")
        #expect(try await browser.count("[role=switch][aria-checked=false]:focus") == 1)
        try await browser.visit("/demo/review")
        #expect(try await browser.count("a.slot") == 0)
        try await browser.goBack()
        try await browser.follow(".notice button")
        #expect(try await browser.text(".notice").contains("takes bookings again"))
        try await delete("review", browser)
        #expect(try await browser.text(".notice").contains("is deleted"))
        #expect(try await browser.count(".notice:focus") == 1)
        try await browser.follow(".notice button")
        #expect(try await browser.text(".notice").hasSuffix("is back."))
        try await browser.openMonth("/demo/review")
        #expect(try await browser.count("a.slot") > 0)
      }
    }

    @Test func `a long title and the address made of it stay within a phone`() async throws {
      try await Stage.seat(.phone) { browser in
        try await browser.signIn()
        try await browser.visit(Self.new)
        try await browser.fill("#title", "Tư vấn ba mươi phút cho khách hàng mới của công ty")
        try await Keys(browser).press(Key.enter)
        try await browser.wait(until: "location.pathname === '/app/links'")
        #expect(try await browser.text(".notice").contains("is ready"))
        #expect(try await browser.overflow <= 0)
        try await browser.photograph("links-long")
        try await delete("tu-van", browser)
      }
    }

    @Test(arguments: [
      Reader(), Reader(isDark: true), .phone, Reader(width: 320, height: 640, isDark: true),
    ])
    func `nobody is kept out, and nothing sticks out`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        func look(_ what: String) async throws {
          let (barriers, overflow) = (try await browser.barriers, try await browser.overflow)
          #expect(barriers == [] && overflow <= 0, "\(what)")
          let small = reader.isPhone ? try await browser.smallTargets : []
          #expect(small == [], "\(what)")
          try await browser.photograph("links-\(what)-\(reader.width)-\(reader.isDark ? "dark" : "light")")
        }
        try await browser.signIn()
        try await browser.visit("/app/links")
        try await look("list")
        try await browser.press(".menu summary")
        try await look("menu")
        try await browser.visit("/app/links?q=nothing-of-the-kind")
        try await look("nothing")
        try await browser.visit(Self.new)
        try await look("new")
        try await browser.visit("/app/links?q=intro")
        try await browser.follow("a.title")
        try await browser.script("document.querySelectorAll('details.fold').forEach(fold => { fold.open = true })")
        try await look("edit")
      }
    }
  }
}
