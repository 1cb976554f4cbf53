import CivilTime
import Crypto
import HTTP
import Operations
import Postgres
import Store
import TestDatabases
import TestSupport
import Testing

@testable import API

@Suite struct `every route against those who have no business there` {
  private static let lines = RouteTable.all.lines.filter { line in
    if case .anyone = line.access { false } else { true }
  }

  /// Sends every route with this token and gives those that were not answered like that.
  private func refusals(
    _ house: House, by token: String?, of paths: [(line: Line, path: String)], but status: Int
  ) async throws -> [String] {
    var found: [String] = []
    for (line, path) in paths {
      let body: JSON? = line.method == .post || line.method == .patch ? [:] : nil
      let answer = try await house.ask("\(line.method) \(path)", body, by: token)
      if answer.status != status { found.append("\(line.method) \(path): \(answer.status)") }
    }
    return found
  }

  private func paths(_ house: House) async throws -> [(line: Line, path: String)] {
    var paths: [(line: Line, path: String)] = []
    let booking = try await house.booked()["id"]?.text ?? ""
    let event = try await house.ask("POST /events", ["title": "Away", "first_date": "2026-12-24"])["id"]?.text ?? ""
    let schedule = try await house.ask("POST /availability", ["name": "Evenings"])["id"]?.text ?? ""
    let letter = try await house.ask("GET /emails").items.first?["id"]?.text ?? ""
    let link = try await house.linkID()
    let ids = ["links": link, "bookings": booking, "events": event, "availability": schedule, "emails": letter]
    for line in Self.lines {
      let kind = String(line.pattern.text.split(separator: "/")[0])
      paths.append((line, line.pattern.text.replacing("{id}", with: ids[kind] ?? "")))
    }
    return paths
  }

  private func everything(_ house: House) async throws -> [String: String] {
    try await house.database.everything(of: "\(house.owner)")
  }

  @Test func `nobody comes in without a token that holds`() async throws {
    try await inHouse { house in
      let paths = try await paths(house)
      let before = try await everything(house)
      let forged = try ForgedTokens.all(
        like: house.token, of: "\(house.owner)", key: House.sealKey, now: Int64(house.office.now.seconds))
      #expect(forged.count > 20)
      for (name, token) in [("none", nil), ("an empty one", "")] + forged.map({ ($0.name, Optional($0.text)) }) {
        #expect(try await refusals(house, by: token, of: paths, but: 401) == [], "\(name)")
      }
      #expect(try await everything(house) == before)
    }
  }

  @Test func `a session that was ended opens nothing`() async throws {
    try await inHouse { house in
      let paths = try await paths(house)
      #expect(try await house.ask("DELETE /session").status == 204)
      let before = try await everything(house)
      #expect(try await refusals(house, by: house.token, of: paths, but: 401) == [])
      #expect(try await everything(house) == before)
    }
  }

  @Test func `another owner's ids are not found, and nothing changes`() async throws {
    try await inHouse { house in
      let paths = try await paths(house).filter { $0.line.pattern.text.contains("{id}") }
      let before = try await everything(house)
      let other = try await house.neighbour()
      var found: [String] = []
      for (line, path) in paths {
        let body: JSON? =
          switch (line.method, path.split(separator: "/").last) {
          case (.post, "reschedule"): ["slot_start": "2026-12-03T09:00:00Z"]
          case (.post, _), (.patch, _): [:]
          default: nil
          }
        let answer = try await other.ask("\(line.method) \(path)", body)
        if answer.status != 404 { found.append("\(line.method) \(path): \(answer.status)") }
      }
      #expect(found == [])
      #expect(try await everything(house) == before)
    }
  }

  @Test func `another owner's ids in bodies are refused, and nothing changes`() async throws {
    try await inHouse { house in
      let schedule = try await house.ask("POST /availability", ["name": "Evenings"])["id"] ?? .null
      let link = JSON.text(try await house.linkID())
      let before = try await everything(house)
      let other = try await house.neighbour()
      let byLink = try await other.ask("POST /links", ["title": "Tea", "schedule_id": schedule])
      #expect(byLink.wrong("schedule_id") != nil)
      let booking = try await other.ask("POST /bookings", House.guest().overlaid(with: ["booking_link_id": link]))
      #expect(booking.wrong("booking_link_id") != nil)
      #expect(try await other.ask("GET /bookings?link=\(link.text ?? "")").items.isEmpty)
      #expect(try await everything(house) == before)
    }
  }
}
