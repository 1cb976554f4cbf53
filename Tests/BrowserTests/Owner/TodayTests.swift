import Testing

extension Pages {
  @Suite struct `an owner's day` {
    /// How many pixels lie between any two words of the bar below, at least.
    private static let distanceOfWords = """
      const words = [...document.querySelectorAll('.rail nav > a')].map(a => {
        const word = document.createRange()
        word.selectNodeContents([...a.childNodes].find(node => node.nodeType == 3 && node.data.trim()))
        return word.getBoundingClientRect()
      })
      return Math.min(...words.slice(1).map((word, index) => word.left - words[index].right))
      """

    @Test func `a keyboard alone accepts who asks`() async throws {
      try await Stage.seat { browser in
        let booking = try await browser.book("/demo/review")
        try await browser.signIn()
        try await browser.visit("/app")
        let waiting = try await browser.count(".asks form")
        #expect(waiting > 0)
        let keys = Keys(browser)
        // Behind the meetings of the day, of which other tests may have made some.
        try await keys.press(Key.tab, until: ".asks form .button", within: 60)
        #expect(
          try await browser.script("return document.activeElement.ariaLabel").string?.hasPrefix("Accept ") == true)
        try await keys.press(Key.enter)
        try await browser.wait(until: "location.pathname.startsWith('/app/bookings')")
        try await browser.visit("/app")
        #expect(try await browser.count(".asks form") == waiting - 1)
        try await browser.visit(booking + "/cancel")
        try await browser.follow(".button.harm")
      }
    }

    @Test func `the day shows what stands in it, without a script too`() async throws {
      try await Stage.seat(Reader(hasScript: false)) { browser in
        try await browser.signIn()
        try await browser.visit("/app")
        #expect(try await browser.text("h1") == "Tuesday 1 December")
        #expect(try await browser.count("svg line.now") == 1)
        #expect(try await browser.count("nav a[aria-current=page]") == 1)
      }
    }

    @Test(arguments: [Reader(), Reader(isDark: true), .phone, Reader(width: 320, height: 640, isDark: true)])
    func `nobody is kept out, and nothing sticks out`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await browser.signIn()
        try await browser.visit("/app")
        #expect(try await browser.barriers == [])
        #expect(try await browser.overflow <= 0)
        if reader.isPhone {
          #expect(try await browser.smallTargets == [])
          #expect(try await browser.script(Self.distanceOfWords).number ?? 0 >= 4)
        }
        try await browser.photograph("today-\(reader.width)-\(reader.isDark ? "dark" : "light")")
      }
    }
  }
}
