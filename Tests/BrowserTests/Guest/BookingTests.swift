import Testing

extension Pages {
  @Suite struct `a guest books` {
    @Test(arguments: [Reader(), .phone])
    func `at a page on which nothing shifts once it is drawn`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await browser.openMonth()
        let shift = try await browser.eventually(
          """
          let sum = 0;
          new PerformanceObserver(list => list.getEntries().forEach(({ value }) => sum += value))
            .observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => done(sum))));
          """)
        #expect(try #require(shift.number) < 0.01)
      }
    }

    @Test func `with a mouse`() async throws {
      try await Stage.seat { browser in
        try await browser.visit("/demo")
        try await browser.follow("a[href='/demo/intro']")
        try await browser.wait(until: "document.getElementById('tz')?.value === 'Europe/Paris'")
        let other = try await browser.text(".month a:not([aria-current])")
        try await browser.press(".month a:not([aria-current])")
        try await browser.wait(until: "document.querySelector('.month [aria-current]').textContent === '\(other)'")
        #expect(try await browser.text("#day").hasSuffix(" \(other)"))
        // Asked for once, when the mouse came over the day.
        let asked = try await browser.script(
          "return performance.getEntriesByType('resource').map(({ name }) => name).filter(name => name.includes('date='))"
        )
        #expect(asked.list.count == 1, "\(asked)")
        let time = try await browser.text("a.slot")
        try await browser.pickTime()
        #expect(try await browser.text("#form .button").hasSuffix(", \(time)"))
        try await browser.fillIn()
        try await browser.press(".choice:nth-child(2)")
        try await browser.send()
        #expect(try await browser.path.hasPrefix("/bookings/"))
        #expect(try await browser.text("h1").hasPrefix("You meet Lan on "))
        #expect(try await browser.text("h1").hasSuffix(" at \(time)."))
        #expect(try await browser.text(".pairs").contains("2 to 10"))
        try await browser.photograph("booked")
      }
    }

    @Test func `by keyboard alone, in fewer than twenty presses`() async throws {
      try await Stage.seat { browser in
        try await browser.openMonth()
        let keys = Keys(browser)
        try await keys.press(Key.tab)
        #expect(try await keys.focus == "Skip to times")
        try await keys.press(Key.enter)
        try await keys.press(Key.tab, until: "a.slot")
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.querySelector('#form')")
        try await keys.press(Key.tab)
        try await keys.press(Key.enter)
        try await keys.press(Key.tab, until: "#name")
        try await browser.type("Ada Lovelace")
        try await keys.press(Key.tab, until: "#email")
        try await browser.type("ada@example.org")
        try await keys.press(Key.tab, until: "#answer-1")
        try await browser.type("The spring catalogue")
        try await keys.press(Key.tab, until: "#form .button")
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname.startsWith('/bookings/')")
        #expect(try await browser.text("h1").hasPrefix("You meet Lan on "))
        #expect(keys.count < 20, "\(keys.count) presses")
      }
    }

    @Test(arguments: [Reader(hasScript: false), Reader(width: 320, height: 640, hasScript: false)])
    func `with JavaScript off, having changed zone, month and day`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await browser.visit(Browser.intro)
        #expect(try await browser.script("return tz.value").string == "Asia/Ho_Chi_Minh")
        try await browser.fill("#tz", "London")
        try await browser.follow(".zone button")
        let path = try await browser.path
        #expect(path.hasSuffix("London#times"))
        try await browser.follow("[rel=next]")
        #expect(try await browser.text("#month") == "January 2027")
        #expect(try await browser.isInSight(".month a"))
        try await browser.follow(".month a:not([aria-current])")
        #expect(try await browser.path.hasSuffix("#times"))
        #expect(try await browser.isInSight("a.slot"))
        try await browser.pickTime()
        try await browser.fillIn()
        try await browser.send()
        #expect(try await browser.text("main").contains("London time"))
      }
    }

    @Test func `on the smallest phone, with nothing sideways and nothing too small for a finger`() async throws {
      try await Stage.seat(.phone) { browser in
        for path in ["/demo", Browser.intro + "/zones", "/demo/workshop", "/demo/never", "/demo/old"] {
          try await browser.visit(path)
          #expect(try await browser.overhang == 0, "\(path)")
          #expect(try await browser.smallTargets == [], "\(path)")
        }
        try await browser.openMonth()
        try await browser.photograph("month-phone")
        #expect(try await browser.smallTargets == [])
        try await browser.pickTime()
        try await browser.photograph("form-phone")
        #expect(try await browser.overhang == 0)
        #expect(try await browser.smallTargets == [])
        try await browser.fillIn(name: String(repeating: "Wolfeschlegelsteinhausen", count: 5))
        try await browser.send()
        #expect(try await browser.text("h1").hasPrefix("You meet Lan"))
        #expect(try await browser.overhang == 0)
        #expect(try await browser.smallTargets == [])
        try await browser.photograph("booked-phone")
      }
    }

    @Test func `in the dark, in Vietnamese`() async throws {
      try await Stage.seat(Reader(width: 390, height: 844, language: "vi", isDark: true)) { browser in
        try await browser.openMonth()
        try await browser.photograph("month-dark-vietnamese")
        #expect(try await browser.script("return document.documentElement.lang").string == "vi")
        #expect(try await browser.text("#month") == "Tháng 12, 2026")
        try await browser.pickTime()
        #expect(try await browser.text("#form .button").hasPrefix("Đặt "))
        try await browser.fillIn(name: "Nguyễn Thị Ánh")
        try await browser.send()
        #expect(try await browser.text("h1").hasPrefix("Bạn gặp Lan lúc "))
        #expect(try await browser.text(".pairs").contains("Nguyễn Thị Ánh"))
        let ground = try await browser.script("return getComputedStyle(document.body).backgroundColor").string
        #expect(ground == "rgb(19, 21, 24)")
      }
    }

    @Test func `from another zone, which the second visit remembers`() async throws {
      try await Stage.seat(Reader(zone: "America/New_York")) { browser in
        try await browser.openMonth(in: "America/New_York")
        let datetime = try await browser.script("return document.querySelector('a.slot time').dateTime").string
        #expect(datetime?.hasSuffix("-05:00") == true)
        #expect(
          try await browser.text("a.slot time") == datetime?.split(separator: "T").last.map { String($0.prefix(5)) })
        try await browser.visit(Browser.intro)
        // Without waiting: the server knew.
        #expect(try await browser.script("return tz.value").string == "America/New_York")
        try await browser.pickTime()
        try await browser.fillIn()
        try await browser.send()
        #expect(try await browser.text("main").contains("New York time"))
        #expect(try await browser.text("main").contains("For Lan in Ho Chi Minh City it is "))
      }
    }
  }
}
