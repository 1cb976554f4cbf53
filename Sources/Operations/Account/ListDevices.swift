internal import Postgres
public import Store

extension Office {
  /// Where an owner is signed in, the one used last first.
  public func devices(of owner: UserID) async throws -> [Device] {
    try await minding { try await database.query(Sessions.all(of: owner, at: now)).map(Device.init) }
  }

  /// Ends every session but this one.
  public func signOutOthers(keeping session: SessionID, of owner: UserID, caller: Caller) async throws {
    try await minding {
      _ = try await database.transaction(sending: [
        Sessions.deleteAll(of: owner, but: session),
        AuditLog.insert("session.delete_others", session.uuid, of: owner, by: caller, id: freshID(), at: now),
      ])
    }
  }
}
