import Testing

extension Pages {
  /// Nobody lists the pages here: each is found by the links of those before it.
  @Suite struct `every page that links lead to` {
    private static let darkPhone = Reader(width: 320, height: 640, isDark: true)

    @Test(arguments: [Reader(), darkPhone])
    func `of the desk keeps nobody out, and a keyboard reaches all there is to press`(reader: Reader) async throws {
      try await Stage.seat(reader) { browser in
        try await browser.signIn()
        try await Self.walk(from: "/app", within: "/app", atLeast: 20, browser)
      }
    }

    @Test func `of a guest's keeps nobody out, and a keyboard reaches all there is to press`() async throws {
      try await Stage.seat(Self.darkPhone) { browser in
        let booking = try await browser.book()
        try await Self.walk(from: booking, within: "/bookings/", atLeast: 3, browser)
        // Of links that differ in nothing but what they are called, one will do.
        let others = ["/demo/review", "/demo/workshop", "/demo/open-hour", "/demo/never"]
        try await Self.walk(from: "/demo", within: "/demo", besides: others, atLeast: 4, browser)
        try await Self.walk(from: "/login", within: "/", besides: ["/demo", "/bookings/"], atLeast: 4, browser)
      }
    }

    @Test func `is not praised for a focus that is hidden, jumps about or is trapped`() async throws {
      try await Stage.seat { browser in
        try await browser.visit("/login")
        try await browser.script(
          """
          const link = Object.assign(document.createElement('a'), { href: '/', tabIndex: 1, textContent: 'first' });
          link.style.outline = 'none';
          document.querySelector('main').append(link);
          """)
        let jumping = try await browser.tour()
        #expect(jumping.unseen.count == 1 && jumping.outOfOrder.count == 1 && jumping.missed == [])
        try await browser.script("document.addEventListener('keydown', event => event.preventDefault())")
        #expect(try await browser.tour().missed.count > 3)
      }
    }

    /// A guest's month asks for itself again in the reader's own zone.
    private static let isSettled = """
      location.pathname.startsWith('/app')
        || ['Europe/Paris', undefined].includes(document.getElementById('tz')?.value)
      """

    private static func walk(
      from start: String, within: String, besides: [String] = [], atLeast fewest: Int, _ browser: Browser
    ) async throws {
      var trail = Trail(start: start)
      while let path = trail.next() {
        try await browser.visit(path)
        try await browser.wait(until: Self.isSettled)
        let tour = try await browser.tour()
        #expect(tour.status == 200, "\(path)")
        #expect(tour.missed == [], "\(path)")
        #expect(tour.unseen == [], "\(path)")
        #expect(tour.outOfOrder == [], "\(path)")
        #expect(try await browser.overflow <= 0, "\(path)")
        let barriers = try await browser.barriers
        #expect(barriers == [], "\(path)")
        trail.add(tour.links.filter { link in link.hasPrefix(within) && !besides.contains { link.hasPrefix($0) } })
      }
      #expect(trail.count >= fewest, "\(trail.seen.sorted())")
    }
  }
}

/// The pages seen and those still to be seen: one of each kind, whatever its ids, dates and values are.
private struct Trail {
  private var ahead: [String] = []
  private(set) var seen: Set<String> = []

  var count: Int { seen.count }

  init(start: String) {
    add([start])
  }

  mutating func next() -> String? {
    ahead.isEmpty ? nil : ahead.removeFirst()
  }

  mutating func add(_ paths: [String]) {
    ahead += paths.filter { seen.insert(Self.kind(of: $0)).inserted }
  }

  /// What shows the same page for another day, zone or length.
  private static let settings: Set<Substring> = ["month", "date", "tz", "clock", "duration"]

  /// A path with every part that holds a digit made the same, and of its query the names alone.
  private static func kind(of path: String) -> String {
    let (place, query) = (path.prefix { $0 != "?" }, path.drop { $0 != "?" }.dropFirst())
    let parts = place.split(separator: "/").map { $0.contains(where: \.isNumber) ? "*" : String($0) }
    let names = Set(query.split(separator: "&").map { $0.prefix { $0 != "=" } }).subtracting(settings)
    return "/\(parts.joined(separator: "/"))?\(names.sorted().joined(separator: "&"))"
  }
}
