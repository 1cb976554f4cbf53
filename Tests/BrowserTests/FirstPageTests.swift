import TestSupport
import Testing

@Suite(.serialized) struct `the first page in a browser` {
  @Test func `is there at once for every reader: phone and desk, light and dark, with and without script`() async throws
  {
    let server = try await CalentoServer()
    let readers = [
      ("desk-light", Browser.Reader()),
      ("desk-dark", Browser.Reader(isDark: true)),
      ("phone-light", Browser.Reader(width: 320, height: 700)),
      ("phone-dark", Browser.Reader(width: 390, height: 844, isDark: true)),
      ("desk-vietnamese", Browser.Reader(language: "vi")),
      ("desk-no-script", Browser.Reader(hasScript: false)),
    ]
    for (name, reader) in readers {
      try await Browser.open(as: reader) { browser in
        try await browser.visit(server.address + "/")
        #expect(try await !browser.text("h1").isEmpty)
        try await browser.photograph("first-page-\(name)")
        guard reader.hasScript else { return }
        let overhang = try await browser.script(
          "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        #expect(overhang.number == 0, "\(name) can be scrolled sideways")
        #expect(try await browser.script("return document.documentElement.lang").string == reader.language)
        let ground = try await browser.script("return getComputedStyle(document.body).backgroundColor").string
        #expect(ground == (reader.isDark ? "rgb(19, 21, 24)" : "rgb(246, 244, 239)"))
      }
    }
    #expect(try await server.end() == .exited(0))
  }

  @Test func `lets a keyboard skip to the content and reach every link`() async throws {
    let server = try await CalentoServer()
    try await Browser.open { browser in
      try await browser.visit(server.address + "/")
      try await browser.type(Key.tab)
      #expect(try await browser.script("return document.activeElement.className").string == "skip")
      try await browser.type(Key.enter)
      #expect(try await browser.address.hasSuffix("#main"))
      let links = try await browser.script("return document.querySelectorAll('a[href]').length").number ?? 0
      var reached: Set<String> = []
      for _ in 0..<Int(links) {
        try await browser.type(Key.tab)
        reached.insert(try await browser.script("return document.activeElement.outerHTML").string ?? "")
      }
      #expect(reached.count >= Int(links) - 1)
    }
    #expect(try await server.end() == .exited(0))
  }

  @Test func `asks nobody else for anything and weighs under 30 KB`() async throws {
    let server = try await CalentoServer()
    try await Browser.open { browser in
      try await browser.visit(server.address + "/")
      let entries = try await browser.script(
        """
        return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
          .map(entry => [entry.name, entry.transferSize])
        """)
      #expect(entries.list.count > 1)
      #expect(entries.list.allSatisfy { $0.list.first?.string?.hasPrefix(server.address) ?? false })
      #expect(entries.list.reduce(0) { $0 + ($1.list.last?.number ?? 0) } < 30_000)
    }
    #expect(try await server.end() == .exited(0))
  }
}
