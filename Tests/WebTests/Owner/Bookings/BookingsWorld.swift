import CivilTime
import Operations
import Postgres
import Scheduling
import Store
import TestSupport

@testable import Web

// What happens in Lan's house while she is at her desk.
extension DeskHouse {
  /// A guest books on Thursday 3 December, at three in the afternoon unless another time is said.
  @discardableResult
  func booked(
    _ name: String = "Ada Moreau", at start: String = "2026-12-03T08:00:00Z", key: String = "form-1",
    by slug: String = "intro-call", changing changes: [String: String?] = [:]
  ) async throws -> BookingID {
    let fields = changes.merging(["name": name]) { $1 }
    _ = try await guests.book(slug, start: start, key: key, changing: fields)
    let rows = try await guests.database.query(
      "SELECT id FROM bookings WHERE user_id = \(owner) AND idempotency_key = \(key)")
    guard let row = rows.first else { throw Unexpected(what: "no booking") }
    return try row.decode(BookingID.self)
  }

  func status(_ id: BookingID) async throws -> String {
    try await office.booking(id, of: owner)?.status.rawValue ?? "none"
  }

  /// Who got which letters, in order.
  func letters(_ template: String) async throws -> [String] {
    try await guests.database.query(
      """
      SELECT recipient_email || ' ' || (view ->> 'reason') FROM email_logs
      WHERE user_id = \(owner) AND template_name = \(template) ORDER BY 1
      """
    ).map { try $0.decode(String.self) }
  }

  func moveClock(to text: String) throws {
    guard let instant = Instant(text) else { throw Unexpected(what: text) }
    guests.clock.advance(by: .microseconds(instant.microseconds - office.now.microseconds))
  }

  func path(_ route: BookingsRoute) -> String { DeskRoute.bookings(route).path }
}

extension HTML {
  /// What each line of a list of bookings says.
  var bookingLines: [String] { all("//ol[contains(@class, 'list')]/li").map(\.text) }

  /// The notice of what was done.
  var done: String? { first("//div[@role='status' and contains(@class, 'notice')]/p")?.text }
}
