import CivilTime
import HTTP
import Operations
import Postgres
import Scheduling
import Server
import Store
import TestSupport
import Testing

@testable import Web

/// Finished months are given out again only while nothing has changed them.
@Suite struct ReadyPageTests {
  static let address = "/lan/intro-call?date=2026-12-03&tz=Europe/Paris"

  private func slots(_ house: GuestHouse, _ address: String = ReadyPageTests.address) async throws -> [String] {
    try await house.get(address).page.all("//a[@class='slot']").map(\.text)
  }

  /// Whether the page is there without anything to wait for.
  private func isReady(_ house: GuestHouse, _ address: String = ReadyPageTests.address) -> Bool {
    house.ready(address) != nil
  }

  @Test func `a page that was made a moment ago is there at once, byte for byte`() async throws {
    try await withGuestHouse { house in
      #expect(!isReady(house))
      let first = try await house.get(ReadyPageTests.address)
      #expect(isReady(house))
      let second = try #require(house.ready(ReadyPageTests.address))
      #expect(second.body == first.body && second["ETag"] == first["ETag"])
      #expect(first.varies.isSuperset(of: ["accept-language", "cookie"]))
      #expect(second.varies.isSuperset(of: ["accept-language", "cookie", "accept-encoding"]))
    }
  }

  @Test func `a browser that has it is told so, and gets it packed otherwise`() async throws {
    try await withGuestHouse { house in
      let first = try await house.get(ReadyPageTests.address)
      let tag = try #require(first["ETag"])
      #expect(try await house.get(ReadyPageTests.address, ["If-None-Match": tag]).status == 304)
      let packed = try await house.get(ReadyPageTests.address, ["Accept-Encoding": "gzip"])
      #expect(packed["Content-Encoding"] == "gzip" && packed["ETag"] != tag && packed.body.count < first.body.count / 3)
    }
  }

  @Test func `whatever makes pages different keeps them apart`() async throws {
    try await withGuestHouse({ $0.durations = [30, 60] }) { house in
      let requests: [(String, [String: String])] = [
        ("", [:]), ("?month=2026-12", [:]), ("?date=2026-12-04", [:]), ("?tz=Europe/Paris", [:]), ("?duration=60", [:]),
        ("?clock=12", [:]), ("", ["Accept-Language": "vi"]), ("", ["Accept-Language": "en-US"]),
        ("", ["Cookie": "tz=Asia/Tokyo"]),
      ]
      var pages: Set<[UInt8]> = []
      for _ in 0..<2 {
        for (query, headers) in requests { pages.insert(try await house.get("/lan/intro-call" + query, headers).body) }
      }
      // A month named is the month opened anyway, but its links say so.
      #expect(pages.count == requests.count - 1)
    }
  }

  @Test func `a booking is seen by the very next request`() async throws {
    try await withGuestHouse { house in
      #expect(try await slots(house).contains("09:00"))
      let booking = try await house.book()
      #expect(!isReady(house))
      #expect(try await !slots(house).contains("09:00"))
      _ = try await house.post(booking + "/cancel", [("reason", "")])
      #expect(try await slots(house).contains("09:00"))
    }
  }

  @Test func `a change of another server is seen after a tenth of a second`() async throws {
    try await withGuestHouse { house in
      _ = try await house.get(ReadyPageTests.address)
      _ = try await house.database.query("UPDATE booking_links SET title = 'First talk' WHERE user_id = \(house.owner)")
      _ = try await house.database.query("UPDATE owners SET version = version + 1 WHERE user_id = \(house.owner)")
      house.clock.advance(by: .milliseconds(99))
      #expect(try await house.get(ReadyPageTests.address).page.first("//h1")?.text == "Intro call")
      house.clock.advance(by: .milliseconds(1))
      #expect(!isReady(house))
      #expect(try await house.get(ReadyPageTests.address).page.first("//h1")?.text == "First talk")
    }
  }

  @Test func `a page found in order by waiting is ready again`() async throws {
    try await withGuestHouse { house in
      let first = try await house.get(ReadyPageTests.address)
      house.clock.advance(by: .seconds(1))
      #expect(!isReady(house))
      #expect(try await house.get(ReadyPageTests.address).body == first.body)
      #expect(isReady(house))
    }
  }

  @Test func `the clock alone takes times away, to the instant`() async throws {
    try await withGuestHouse { house in
      let today = "/lan/intro-call?tz=Asia/Ho_Chi_Minh"
      // Two hours' notice: what begins at two on Thursday can be booked until noon.
      house.clock.advance(by: .seconds(19 * 3600 + 55 * 60))
      let before = try await slots(house, today)
      #expect(before.first == "14:00")
      house.clock.advance(by: .milliseconds(1))
      #expect(!isReady(house, today))
      let after = try await slots(house, today)
      #expect(after.first == "14:30")
    }
  }

  @Test func `the time beside each city is never a minute old`() async throws {
    try await withGuestHouse { house in
      let before = try await house.get(ReadyPageTests.address).page
      #expect(before.first("//option[@selected]")?.text == "Paris, 10:05 now")
      house.clock.advance(by: .seconds(60))
      let after = try await house.get(ReadyPageTests.address).page
      #expect(after.first("//option[@selected]")?.text == "Paris, 10:06 now")
    }
  }

  @Test func `pages that answer nonsense are not kept`() async throws {
    try await withGuestHouse { house in
      let nonsense = "/lan/intro-call?month=2026-99"
      _ = try await house.get(nonsense)
      #expect(!isReady(house, nonsense))
    }
  }

  @Test func `what nobody asks for makes room`() {
    let shelf = PageShelf<Int>(room: 100_000)
    let owner = UserID("01990000-0000-7000-8000-000000000001")!
    let page = FinishedPage(Array(repeating: 0x20, count: 4_000), language: "en", policy: .strict)
    for key in 0..<100 {
      shelf.keep(.init(page: page, owner: owner, version: 1, expiry: .distantFuture), for: key)
      #expect(shelf[0] != nil)
    }
    let kept = (0..<100).filter { shelf[$0] != nil }.count
    #expect(kept > 3 && kept * page.memory <= 100_000)
  }
}
