import Operations
import TestSupport
import Testing

@testable import Web

@Suite struct OftenTests {
  @Test func `who books very often is asked to wait, in words and for programs`() async throws {
    try await withGuestHouse { house in
      let strict = try house.asking(toWait: true)
      for number in 1...30 {
        let reply = try await strict.send(house, email: "a\(number)@example.com")
        #expect(reply.status != 429)
      }
      let reply = try await strict.send(house, email: "a31@example.com")
      #expect(reply.status == 429)
      #expect(reply["Retry-After"] == "21")
      #expect(reply.page.first("//h1")?.text == "That was a lot at once.")
      #expect(reply.page.first("//main//p")?.text == "Try again in 21 seconds. Nothing is lost.")
    }
  }
}

extension GuestHouse {
  /// The same house, whose door is watched.
  func asking(toWait isLimiting: Bool) throws -> Site {
    try makeSite(office: try Self.office(on: database, clock: clock, isLimiting: isLimiting))
  }
}

extension Site {
  fileprivate func send(_ house: GuestHouse, email: String) async throws -> Reply {
    // A time long gone: what becomes of the form does not matter.
    let body = "start=2026-11-20T09:00:00Z&tz=UTC&name=Ada&email=\(email)&key=\(email)"
    return try await visit(
      "POST /\(house.username)/intro-call/book", ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array(body.utf8))
  }
}
