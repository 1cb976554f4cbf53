import TestSupport
import Testing

/// What `calento seed` leaves in the database.
@Suite struct SeedTests {
  @Test func `a load set is as large as asked for, made once, and can be booked`() async throws {
    let server = try await CalentoServer()
    let size = ["--users", "3", "--events", "200", "--bookings", "130"]
    #expect(try await server.run(["seed", "load"] + size).output.hasPrefix("3 owners, 200 events, 130 bookings"))
    #expect(try await server.run(["seed", "load"] + size).output.contains("there already"))
    let counts = try await server.run([
      "db",
      "SELECT 'rows ' || count(*) FILTER (WHERE origin = 'own') || ' ' || count(b.id)"
        + " || ' ' || (SELECT sum(bookings_count) FROM booking_links)"
        + " FROM events e LEFT JOIN bookings b ON b.user_id = e.user_id AND b.event_id = e.id",
    ])
    #expect(counts.output.contains("rows 200 130 130"))
    let page = try await server.get("/load-3/intro")
    #expect(page.status == 200)
    #expect(!HTML(page.body).all("//a[@class='slot']/time").isEmpty)
    #expect(try await server.end() == .exited(0))
  }
}
