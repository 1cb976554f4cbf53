internal import CivilTime
internal import Postgres
internal import Store

extension Office {
  /// Confirmed bookings that are over become completed; gives how many. A job asks again while it gets the limit.
  public func completePast(limit: Int = 500) async throws -> Int {
    try await minding {
      let now = now
      var waiting: [UserID: [BookingID]] = [:]
      for row in try await database.query(Bookings.over(at: now, limit: limit)) {
        let (owner, booking) = try row.decode(UserID.self, BookingID.self)
        waiting[owner, default: []].append(booking)
      }
      var count = 0
      for (owner, bookings) in waiting { count += try await complete(bookings, of: owner, at: now) }
      return count
    }
  }

  private func complete(_ bookings: [BookingID], of owner: UserID, at now: Instant) async throws -> Int {
    try await books.holding(owner, reading: [Bookings.complete(bookings, of: owner, at: now)]) { held in
      let completed = try held.answers[0].map { try $0.decode(BookingID.self) }
      try await held.commit(
        completed.map { booking in
          AuditLog.insert(
            "booking.complete", booking.uuid, of: owner, by: .house, id: freshID(), at: now,
            metadata: [("by", Party.system.rawValue)])
        })
      return completed.count
    }
  }
}
