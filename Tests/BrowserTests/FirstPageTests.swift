import TestSupport
import Testing

extension Pages {
  @Suite struct `the first page` {
    static let readers = [
      ("desk-light", Reader()),
      ("desk-dark", Reader(isDark: true)),
      ("phone-light", Reader.phone),
      ("phone-dark", Reader(width: 390, height: 844, isDark: true)),
      ("desk-vietnamese", Reader(language: "vi")),
      ("desk-no-script", Reader(hasScript: false)),
    ]

    @Test(arguments: readers)
    func `is there at once for every reader`(name: String, reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await browser.visit("/")
        #expect(try await !browser.text("h1").isEmpty)
        try await browser.photograph("first-page-\(name)")
        #expect(try await browser.overhang == 0)
        #expect(try await browser.script("return document.documentElement.lang").string == reader.language)
        let ground = try await browser.script("return getComputedStyle(document.body).backgroundColor").string
        #expect(ground == (reader.isDark ? "rgb(19, 21, 24)" : "rgb(246, 244, 239)"))
      }
    }

    @Test func `lets a keyboard skip to the content and reach every link`() async throws {
      try await Stage.seat { browser in
        try await browser.visit("/")
        try await browser.type(Key.tab)
        #expect(try await browser.script("return document.activeElement.className").string == "skip")
        try await browser.type(Key.enter)
        #expect(try await browser.path == "/#main")
        let links = try await browser.count("a[href]")
        var reached: Set<String> = []
        for _ in 0..<links {
          try await browser.type(Key.tab)
          reached.insert(try await browser.script("return document.activeElement.outerHTML").string ?? "")
        }
        #expect(reached.count >= links - 1)
      }
    }

    @Test(arguments: ["/", "/demo", "/demo/intro"])
    func `asks nobody else for anything and weighs under 30 KB`(path: String) async throws {
      try await Stage.seat { browser in
        try await browser.devTools("Network.clearBrowserCache")
        try await browser.visit(path)
        let entries = try await browser.script(
          """
          return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))
            .map(entry => [entry.name, entry.transferSize])
          """)
        let address = try Stage.server.address
        #expect(entries.list.count > 1)
        #expect(entries.list.allSatisfy { $0.list.first?.string?.hasPrefix(address) ?? false })
        let weight = entries.list.reduce(0) { $0 + ($1.list.last?.number ?? 0) }
        #expect(weight > 3000 && weight < 30_000, "\(path) weighs \(weight)")
      }
    }
  }
}

extension Browser {
  /// By how much the page can be scrolled sideways.
  var overhang: Double? {
    get async throws {
      try await script("return document.documentElement.scrollWidth - document.documentElement.clientWidth").number
    }
  }
}
