import Testing

extension Pages {
  @Suite struct `an owner's hours` {
    private static let hours = "/app/availability"
    /// A Saturday, which nobody else's test asks about.
    private static let saturday = "/demo/intro?date=2026-12-12&tz=Asia/Ho_Chi_Minh"

    /// What a test changed goes with it: the demo owner serves all of them.
    private func closeSaturday(_ browser: Browser) async throws {
      try await browser.visit(Self.hours)
      while try await browser.count("#sat-0-remove") > 0 { try await browser.follow("#sat-0-remove") }
      try await browser.follow("#week > .row > .button")
    }

    private func slots(_ browser: Browser) async throws -> [String] {
      try await browser.visit(Self.saturday)
      return try await browser.script(
        """
        return [...document.querySelectorAll('a.slot time')].map(time => time.dateTime.slice(0, 16))
          .filter(start => start.startsWith('2026-12-12'))
        """
      ).list.compactMap(\.string)
    }

    @Test func `a keyboard alone opens a day, which guests see at once`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        #expect(try await slots(browser) == [])
        try await browser.visit(Self.hours)
        let keys = Keys(browser)
        for id in ["mon-add", "wed-add", "fri-add", "sat-add"] { try await keys.press(Key.tab, until: "#\(id)") }
        try await keys.press(Key.enter)
        try await browser.wait(until: "document.activeElement.id === 'sat-0-from'")
        try await browser.script("document.activeElement.select()")
        try await browser.type("8.30")
        try await keys.press(Key.tab)
        try await browser.script("document.activeElement.select()")
        try await browser.type("10" + Key.enter)
        try await browser.wait(until: "location.search.includes('done=hours')")
        #expect(try await browser.text(".notice").hasPrefix("Hours saved."))
        #expect(try await slots(browser).first == "2026-12-12T08:30")
        try await closeSaturday(browser)
        #expect(try await slots(browser) == [])
      }
    }

    @Test func `rows come, go and are copied without a script, and nothing typed is lost`() async throws {
      try await Stage.seat(Reader(hasScript: false)) { browser in
        try await browser.signIn()
        try await browser.visit(Self.hours)
        try await browser.follow("#sat-add")
        try await browser.follow("#sat-add")
        try await browser.fill("#sat-1-from", "whenever")
        try await browser.follow("#sat-0-remove")
        #expect(try await browser.script("return document.getElementById('sat-0-from').value").string == "whenever")
        try await browser.press("[popovertarget=copy-sat]")
        try await browser.press("[name='copy.sat'][value=sun]")
        try await browser.photograph("hours-copy")
        try await browser.follow("button[value='copy.sat']")
        #expect(try await browser.script("return document.getElementById('sun-0-from').value").string == "whenever")
        #expect(try await browser.text("#week [role=status]") == "Not saved yet.")
        try await browser.visit(Self.hours)
        #expect(try await browser.count("#sat-0-from, #sun-0-from") == 0)
      }
    }

    @Test func `a refused form takes the reader to what is wrong, everything typed kept`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit(Self.hours)
        try await browser.follow("#sat-add")
        try await browser.script("document.getElementById('sat-0-to').value = '8'")
        try await browser.follow("#week > .row > .button")
        #expect(try await browser.focused == "notice bad")
        #expect(try await browser.title.hasPrefix("1 answer needs a change"))
        #expect(try await browser.text("#sat-0-to-wrong").hasPrefix("This ends before it begins."))
        try await browser.press(".notice a[href='#sat-0-to']")
        #expect(try await browser.focused == "sat-0-to")
        #expect(try await browser.script("return document.activeElement.value").string == "8")
        try await browser.photograph("hours-refused")
      }
    }

    @Test func `a holiday is added, taken away, and put back by one press`() async throws {
      try await Stage.seat(.phone) { browser in
        try await browser.signIn()
        try await browser.visit(Self.hours)
        // The driver presses what lies under the bar at the bottom where it is; a person scrolls first.
        func tap(_ selector: String) async throws {
          try await browser.script("document.querySelector(`\(selector)`).scrollIntoView({ block: 'center' })")
          try await browser.follow(selector)
        }
        try await browser.script("document.querySelector('details:has(#dates)').open = true")
        // A date field is typed into as the browser's own language writes dates.
        try await browser.script(
          "document.getElementById('first').value = '2027-03-01'; document.getElementById('last').value = '2027-03-05'")
        try await tap("#dates button[value=save]")
        let holiday = "Monday 1 March 2027 to Friday 5 March 2027"
        let remove = "[aria-label='Remove \(holiday)']"
        #expect(try await browser.count(remove) == 1)
        try await tap(remove)
        #expect(try await browser.count(remove) == 0)
        try await tap(".notice button")
        #expect(try await browser.text(".notice") == "The dates are back as they were.")
        try await tap(remove)
        #expect(try await browser.count(remove) == 0)
      }
    }

    @Test func `a day is explained`() async throws {
      try await Stage.seat { browser in
        try await browser.signIn()
        try await browser.visit("/app/availability/why?date=2026-12-12")
        try await browser.fill("#time", "3 am")
        try await browser.follow(".asking .button")
        #expect(try await browser.text("#answer") == "03:00 is not free")
        #expect(try await browser.text(".notice p") == "Outside your weekly hours")
        #expect(try await browser.count(".whys li") == 1)
      }
    }

    @Test(arguments: [Reader(), Reader(isDark: true), .phone, Reader(width: 320, height: 640, isDark: true)])
    func `nobody is kept out, and nothing sticks out`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        func look(_ what: String) async throws {
          #expect(try await browser.barriers == [], "\(what)")
          #expect(try await browser.overflow <= 0, "\(what)")
          if reader.isPhone { #expect(try await browser.smallTargets == [], "\(what)") }
          try await browser.photograph("hours-\(what)-\(reader.width)-\(reader.isDark ? "dark" : "light")")
        }
        try await browser.signIn()
        try await browser.visit(Self.hours)
        for fold in try await 1...browser.count("details.fold") {
          try await browser.script("document.querySelectorAll('details.fold')[\(fold - 1)].open = true")
        }
        try await look("week")
        try await browser.press("[popovertarget=copy-mon]")
        try await look("copy")
        try await browser.visit("/app/availability/why?date=2026-12-08&time=10")
        try await look("why")
      }
    }
  }
}
