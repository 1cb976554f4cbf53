import TestSupport
import Testing

/// One server with a demo owner, and one browser before it, for all tests of a suite.
struct Stage: SuiteTrait, TestScoping {
  @TaskLocal private static var set: (browser: Browser, server: CalentoServer, password: String)?

  /// When it all happens: a Tuesday, with most of the month ahead.
  private static let clock = "2026-12-01T02:00:00Z"

  func provideScope(
    for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
  ) async throws {
    let folder = try CalentoServer.folder()
    try folder.write("TEST_CLOCK=\(Stage.clock)\n", to: ".env")
    let server = try await CalentoServer(in: folder)
    let seeded = try await server.run(["seed", "demo"])
    #expect(seeded.ending == .exited(0))
    // demo / the password, at …
    let password = seeded.output.dropFirst("demo / ".count).prefix { $0 != "," }
    for statement in Stage.furtherLinks { #expect(try await server.run(["db", statement]).ending == .exited(0)) }
    try await Browser.open(at: server.address) { browser in
      try await Stage.$set.withValue((browser, server, String(password))) { try await tests() }
    }
    #expect(try await server.end() == .exited(0))
  }

  /// Lets a reader take the seat; a picture shows where they got stuck.
  static func seat(
    _ reader: Reader = Reader(), named name: String = #function, _ visit: (Browser) async throws -> Void
  ) async throws {
    let (browser, _, _) = try #require(set)
    try await browser.seat(reader)
    do {
      try await visit(browser)
    } catch {
      try await browser.photograph("stuck-\(name.filter { $0.isLetter || $0 == " " }.replacing(" ", with: "-"))")
      throw error
    }
  }

  static var server: CalentoServer {
    get throws { try #require(set).server }
  }

  /// The demo owner's.
  static var password: String {
    get throws { try #require(set).password }
  }

  /// What no demo owner would have: a link that has expired, and one without a free time.
  private static let furtherLinks = [
    ("Old offer", "old", "now() - interval '1 day'", "NULL", "NULL"),
    ("Some Sunday", "never", "NULL", "'2026-12-20'", "'2026-12-20'"),
  ].map { title, slug, expiry, from, to in
    """
    INSERT INTO booking_links (user_id, id, title, slug, duration_minutes, expires_at, bookable_from, bookable_to)
    SELECT id, gen_random_uuid(), '\(title)', '\(slug)', 30, \(expiry), \(from), \(to) FROM users
    """
  }
}

extension Trait where Self == Stage {
  static var oneStage: Stage { Stage() }
}

/// All that needs a browser: one after the other, for there is one seat.
@Suite(.serialized, .oneStage) struct Pages {}
