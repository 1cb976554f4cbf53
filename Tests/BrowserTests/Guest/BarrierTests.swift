import Testing

extension Pages {
  @Suite struct `axe finds nothing` {
    static let readers = [Reader(), Reader(width: 320, height: 640, language: "vi", isDark: true)]

    @Test(arguments: readers)
    func `on any page of the guest's way`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        func look(_ what: String) async throws {
          let barriers = try await browser.barriers
          #expect(barriers == [], "\(what)")
        }
        for path in ["/", "/demo", "/demo/workshop", "/demo/never", "/demo/old", "/demo/intro/zones", "/nobody/here"] {
          try await browser.visit(path)
          try await look(path)
        }
        try await browser.openMonth()
        try await look("month")
        try await browser.pickTime()
        try await look("form")
        try await browser.script("document.querySelector('#form').noValidate = true")
        try await browser.send()
        try await look("form refused")
        let booking = try await browser.book()
        try await browser.press("summary")
        try await look("booked")
        try await browser.visit(booking + "/reschedule")
        try await look("another time")
        try await browser.follow("a.slot")
        try await look("move")
        try await browser.visit(booking + "/cancel")
        try await look("cancel")
        try await browser.follow(".button.harm")
        try await look("cancelled")
        _ = try await browser.book("/demo/review")
        try await look("waiting")
      }
    }

    @Test func `but where there is something`() async throws {
      try await Stage.seat { browser in
        try await browser.visit("/demo")
        try await browser.script(
          "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=x><button></button>')")
        let barriers = try await browser.barriers
        #expect(barriers.contains { $0.hasPrefix("image-alt") } && barriers.contains { $0.hasPrefix("button-name") })
      }
    }
  }
}
