public import CivilTime
internal import FoundationEssentials
public import Postgres

/// A reproducible set of owners, events and bookings for measuring, of any size, by COPY: `load-1` to `load-N`, each
/// with a link `intro`.
public struct Load: Sendable {
  /// How much there is of what, in all.
  public struct Size: Sendable {
    public var users: Int
    public var events: Int
    public var bookings: Int

    public init(users: Int, events: Int, bookings: Int) {
      (self.users, self.events, self.bookings) = (users, events, bookings)
    }
  }

  private let size: Size
  private let now: Instant

  public init(size: Size, now: Instant) {
    (self.size, self.now) = (size, now)
  }

  /// An hour: the largest sets take minutes.
  public static func databaseSettings(_ address: DatabaseAddress) -> DatabaseSettings {
    var settings = DatabaseSettings(address: address)
    settings.statementLimit = .seconds(3_600)
    return settings
  }

  /// False where such owners are there already.
  public func make(in database: Database) async throws -> Bool {
    let present = try await database.query("SELECT 1 FROM users WHERE username LIKE 'load-%' LIMIT 1")
    guard present.isEmpty else { return false }
    try await database.transaction { transaction in
      try await copyOwners(transaction)
      try await copyHours(transaction)
      try await copyEvents(transaction)
      try await copyBookings(transaction)
    }
    // Else the first questions would be planned for empty tables.
    _ = try await database.transaction { try await $0.query("ANALYZE") }
    return true
  }

  /// Made anew for each table: the same every time, and only one of them in memory.
  private func eachOwner(_ body: (LoadedOwner) async throws -> Void) async throws {
    for index in 0..<size.users {
      try await body(
        LoadedOwner(
          number: index + 1, events: share(of: size.events, index), bookings: share(of: size.bookings, index), at: now))
    }
  }

  private func share(of total: Int, _ index: Int) -> Int {
    total / size.users + (index < total % size.users ? 1 : 0)
  }

  private func copyOwners(_ transaction: Transaction) async throws {
    let columns: [StaticString] = [
      "id", "email", "username", "password_hash", "first_name", "last_name", "timezone",
      "email_verified",
    ]
    try await transaction.copy(into: "users", columns: columns) { rows in
      try await eachOwner { owner in
        // No hash of anything: nobody can sign in as one of these.
        try await rows.write(
          owner.id, "\(owner.username)@example.com", owner.username, "!", "Load", owner.username, owner.zone.name,
          true)
      }
    }
    try await transaction.copy(into: "owners", columns: ["user_id"]) { rows in
      try await eachOwner { try await rows.write($0.id) }
    }
    let flags: [StaticString] = ["user_id", "id", "name", "timezone", "is_primary", "receives_bookings"]
    try await transaction.copy(into: "calendars", columns: flags) { rows in
      try await eachOwner { try await rows.write($0.id, $0.calendar, "Calendar", $0.zone.name, true, true) }
    }
    let links: [StaticString] = [
      "user_id", "id", "title", "slug", "duration_minutes", "description", "bookings_count",
    ]
    try await transaction.copy(into: "booking_links", columns: links) { rows in
      try await eachOwner {
        try await rows.write(
          $0.id, $0.link, "Intro call", "intro", Int16(30), "A first conversation about your project.",
          Int32($0.meetings.count { $0.booking != nil }))
      }
    }
  }

  private func copyHours(_ transaction: Transaction) async throws {
    try await transaction.copy(
      into: "availability_schedules", columns: ["user_id", "id", "name", "timezone", "is_default"]
    ) { rows in
      try await eachOwner { try await rows.write($0.id, $0.schedule, "Working hours", $0.zone.name, true) }
    }
    let nine = LocalTime(secondOfDay: 9 * 3_600)
    let five = LocalTime(secondOfDay: 17 * 3_600)
    let columns: [StaticString] = ["user_id", "id", "schedule_id", "day_of_week", "start_time", "end_time"]
    try await transaction.copy(into: "availability_hours", columns: columns) { rows in
      try await eachOwner { owner in
        for day in owner.hours {
          try await rows.write(owner.id, day.id, owner.schedule, day.weekday, nine, five)
        }
      }
    }
  }

  private func copyEvents(_ transaction: Transaction) async throws {
    let columns: [StaticString] = [
      "user_id", "id", "calendar_id", "title", "start_time", "end_time", "timezone", "blocked", "ical_uid", "origin",
    ]
    try await transaction.copy(into: "events", columns: columns) { rows in
      try await eachOwner { owner in
        for meeting in owner.meetings {
          let isBooked = meeting.booking != nil
          try await rows.write(
            owner.id, meeting.event, owner.calendar, isBooked ? "Intro call with Ada Martin" : "Team meeting",
            meeting.time.start, meeting.time.end, owner.zone.name, meeting.time, "\(meeting.event.uuidString)@load",
            isBooked ? "booking" : "own")
        }
      }
    }
  }

  private func copyBookings(_ transaction: Transaction) async throws {
    let columns: [StaticString] = [
      "user_id", "id", "booking_link_id", "event_id", "guest_name", "guest_email", "guest_timezone", "guest_locale",
      "slot_start", "slot_end", "buffer_before_minutes", "buffer_after_minutes", "status", "idempotency_key",
      "token_nonce", "token_hash", "searched",
    ]
    try await transaction.copy(into: "bookings", columns: columns) { rows in
      try await eachBooking { owner, meeting, booking in
        try await rows.write(
          owner.id, booking.id, owner.link, meeting.event, "Ada Martin", "ada@example.com", "Europe/Paris", "en",
          meeting.time.start, meeting.time.end, Int16(0), Int16(0), meeting.time.end <= now ? "completed" : "confirmed",
          booking.key, booking.nonce, booking.tokenHash, "ada martin ada@example.com")
      }
    }
    let guests: [StaticString] = ["user_id", "id", "event_id", "email", "display_name", "response_status"]
    try await transaction.copy(into: "event_attendees", columns: guests) { rows in
      try await eachBooking { owner, meeting, booking in
        try await rows.write(
          owner.id, booking.attendee, meeting.event, "ada@example.com", "Ada Martin", "accepted")
      }
    }
  }

  private func eachBooking(
    _ body: (LoadedOwner, LoadedOwner.Meeting, LoadedOwner.Booking) async throws -> Void
  ) async throws {
    try await eachOwner { owner in
      for meeting in owner.meetings {
        if let booking = meeting.booking { try await body(owner, meeting, booking) }
      }
    }
  }
}
