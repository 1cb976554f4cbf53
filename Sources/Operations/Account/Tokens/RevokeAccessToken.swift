internal import CivilTime
internal import Postgres
public import Store

extension Office {
  /// Worthless from then on. The name it had; nil where the owner has no such token.
  public func revokeAccessToken(_ token: AccessTokenID, of owner: UserID, caller: Caller) async throws -> String? {
    try await minding {
      try await database.transaction { transaction in
        let now = now
        let row = try await transaction.query(AccessTokens.revoke(token, of: owner, at: now)).first
        guard let name = try row?.decode(String.self) else { return nil }
        try await transaction.commit(sending: [
          AuditLog.insert(
            "access_token.revoke", token.uuid, of: owner, by: caller, id: freshID(), at: now,
            metadata: [("name", name)])
        ])
        return name
      }
    }
  }
}
