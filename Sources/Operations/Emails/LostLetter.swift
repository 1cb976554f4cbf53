internal import CivilTime
internal import Postgres
public import Store

extension Office {
  /// Puts a letter about a booking that did not arrive back among those that are to be sent. False where it is none, or
  /// its reader was told more since.
  public func sendLetterAgain(
    _ letter: LetterID, about booking: BookingID, of owner: UserID, caller: Caller
  ) async throws -> Bool {
    let now = now
    let query = FailedLetters.sendAgain(letter, about: booking, of: owner, at: now)
    let isDone = try await change(query, "booking.letter_again", booking, of: owner, caller, at: now)
    if isDone { haveLetters() }
    return isDone
  }

  /// Tells no more that a letter about a booking did not arrive. False where it is none, or was put away.
  public func putLetterAway(
    _ letter: LetterID, about booking: BookingID, of owner: UserID, caller: Caller
  ) async throws -> Bool {
    let now = now
    let query = FailedLetters.putAway(letter, about: booking, of: owner, at: now)
    return try await change(query, "booking.letter_away", booking, of: owner, caller, at: now)
  }

  private func change(
    _ query: Query, _ action: StaticString, _ booking: BookingID, of owner: UserID, _ caller: Caller, at now: Instant
  ) async throws -> Bool {
    try await minding {
      try await database.transaction { transaction in
        guard let recipient = try await transaction.query(query).first?.decode(String.self) else { return false }
        try await transaction.commit(sending: [
          AuditLog.insert(
            action, booking.uuid, of: owner, by: caller, id: freshID(), at: now,
            metadata: [("by", Party.owner.rawValue), ("recipient", recipient)])
        ])
        return true
      }
    }
  }
}
