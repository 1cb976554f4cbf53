internal import Postgres
public import Store

extension Office {
  /// Ends one session; its token is worthless from then on. False where there is none.
  public func signOut(_ session: SessionID, of owner: UserID, caller: Caller) async throws -> Bool {
    try await minding {
      try await database.transaction { transaction in
        guard try await transaction.query(Sessions.delete(session, of: owner)).touchedCount == 1 else { return false }
        let audit = AuditLog.insert("session.delete", session.uuid, of: owner, by: caller, id: freshID(), at: now)
        try await transaction.commit(sending: [audit])
        return true
      }
    }
  }
}
