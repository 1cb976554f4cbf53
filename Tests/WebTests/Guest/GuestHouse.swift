import CivilTime
import FoundationEssentials
import Operations
import Postgres
import Reactor
import Scheduling
import Store
import TestSupport
import Web

/// Lan Nguyen in Ho Chi Minh City takes meetings from Monday to Friday, two to six in the afternoon: eight to noon in
/// Paris, where Ada reads it. Everything is real but the clock: it is Wednesday 2 December 2026, 09:05 UTC.
///
/// All houses stand on one database, so every Lan has a username of her own there. Tests need not know: they ask for
/// `/lan`, and read `/lan` in what comes back.
struct GuestHouse: Sendable {
  let site: Site
  let office: Office
  let database: Database
  let clock: ManualClock
  let owner: UserID
  let username: String

  static let usualTime = "2026-12-02T09:05:00Z"
}

/// Runs a test in a house of its own, with the link `intro-call`, changed as the test likes.
func withGuestHouse(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in }, now: String = GuestHouse.usualTime,
  templates: String = checkout + "/Templates", _ body: @escaping @Sendable (GuestHouse) async throws -> Void
) async throws {
  let ground = try GuestGround.shared.get()
  try await ground.run { try await body(try await GuestHouse.make(on: ground, now: now, templates: templates, change)) }
}

/// Runs a test in a house that all tests share which change nothing in it.
func inGuestHouse(_ body: @escaping @Sendable (GuestHouse) async throws -> Void) async throws {
  let house = try await shared.value
  try await GuestGround.shared.get().run { try await body(house) }
}

private let shared = Task {
  let ground = try GuestGround.shared.get()
  return try await ground.run { try await GuestHouse.make(on: ground) }
}

extension GuestHouse {
  /// Another link of Lan's.
  @discardableResult
  func add(_ title: String, _ slug: String, _ change: (inout Link) -> Void = { _ in }) async throws -> Link {
    var link = Link(id: office.newLinkID(), title: title, slug: slug, durations: [30])
    link.notice = 120
    change(&link)
    let outcome = try await office.saveLink(link, of: owner, caller: .house)
    guard outcome == .saved else { throw Unexpected(what: "\(outcome)") }
    return link
  }

  // MARK: Asking

  func get(_ address: String, _ headers: [String: String] = [:]) async throws -> Reply {
    try await site.visit("GET \(own(address))", headers).replacing("/" + username, with: "/lan")
  }

  func post(
    _ address: String, _ fields: [(String, String)], _ headers: [String: String] = [:], to other: Site? = nil
  ) async throws -> Reply {
    let body = fields.map { "\(escaped($0))=\(escaped($1))" }.joined(separator: "&")
    return try await post(address, raw: Array(body.utf8), headers, to: other)
  }

  /// A body as it is.
  func post(
    _ address: String, raw body: [UInt8], _ headers: [String: String] = [:], to other: Site? = nil
  ) async throws -> Reply {
    let type = ["Content-Type": "application/x-www-form-urlencoded"]
    return try await (other ?? site).visit("POST \(own(address))", headers.merging(type) { $1 }, body: body)
      .replacing("/" + username, with: "/lan")
  }

  /// What needs nothing to be waited for; nil where something does.
  func ready(_ address: String) -> Reply? {
    try? site.ask("GET \(own(address))").replacing("/" + username, with: "/lan")
  }

  /// A browser keeps what stands behind the number sign to itself.
  private func own(_ address: String) -> String {
    let address = address.prefix { $0 != "#" }
    let isLan = address == "/lan" || ["/lan/", "/lan?"].contains { address.hasPrefix($0) }
    return isLan ? "/" + username + address.dropFirst("/lan".count) : String(address)
  }

  /// Everything but letters as a percent sign and two digits.
  private func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic { return String(scalar) }
      return "%" + String(Int(byte) + 256, radix: 16).dropFirst()
    }.joined()
  }

  // MARK: Booking

  /// What Ada types.
  static func form(
    start: String = "2026-12-03T08:00:00Z", key: String = "form-1", changing changes: [String: String?] = [:]
  ) -> [(String, String)] {
    let fields: [(String, String)] = [
      ("start", start), ("duration", "30"), ("tz", "Europe/Paris"), ("key", key), ("name", "Ada Moreau"),
      ("email", "ada@moreau.example"),
    ]
    let kept = fields.compactMap { name, value -> (String, String)? in
      guard let change = changes[name] else { return (name, value) }
      return change.map { (name, $0) }
    }
    let added = changes.filter { name, _ in !fields.contains { $0.0 == name } }
    return kept + added.sorted { $0.key < $1.key }.compactMap { name, value in value.map { (name, $0) } }
  }

  /// Books as Ada and gives the booking's address.
  func book(
    _ slug: String = "intro-call", start: String = "2026-12-03T08:00:00Z", key: String = "form-1",
    changing changes: [String: String?] = [:]
  ) async throws -> String {
    let reply = try await post("/lan/\(slug)/book", GuestHouse.form(start: start, key: key, changing: changes))
    guard reply.status == 303, let address = reply["Location"] else {
      throw Unexpected(what: "\(reply.status) \(reply.page.first("//h1")?.text ?? "")")
    }
    return address
  }

  /// A booking as the database has it.
  struct Kept {
    let name: String
    let status: String
    let start: Instant
    let zone: String
    let language: String
  }

  func bookings(_ status: String? = nil) async throws -> [Kept] {
    let rows = try await database.query(
      """
      SELECT guest_name, status, slot_start, guest_timezone, guest_locale FROM bookings WHERE user_id = \(owner)
      ORDER BY created_at
      """)
    return try rows.map { row in
      let (name, status, start, zone, language) = try row.decode(
        String.self, String.self, Instant.self, String.self, String.self)
      return Kept(name: name, status: status, start: start, zone: zone, language: language)
    }.filter { status == nil || $0.status == status }
  }
}
