internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

extension Office {
  /// Ends every session but the one it is changed from. Programs go on by their tokens unless these are revoked too: who
  /// just takes a better password would otherwise find them all outside.
  public func changePassword(
    from current: String, to password: String, revokingTokens: Bool = false, of owner: UserID,
    keeping session: SessionID?, caller: Caller
  ) async throws -> GuardedOutcome {
    try await knowing(current, of: owner, caller) { account in
      var reader = AccountReader()
      reader.password(password, known: [account.owner.username, account.owner.email, current])
      guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
      let hash = try await accounts.hashing.make(of: password).text
      try await database.transaction { transaction in
        try await transaction.query(Accounts.setPassword(owner, to: hash, at: now))
        try await shutOut(
          account.owner, keeping: session, andPrograms: revokingTokens, "user.password", transaction, caller)
      }
      haveLetters()
      return .done
    }
  }

  /// How many tokens of an owner's programs open anything.
  public func countAccessTokens(of owner: UserID) async throws -> Int {
    try await minding {
      try await database.query(AccessTokens.count(of: owner, at: now)).first?.decode(Int.self) ?? 0
    }
  }

  /// After a password was changed in a transaction, and in its last statements: ends whatever was let in by the old one,
  /// writes to the owner, and notes it.
  func shutOut(
    _ owner: Owner, keeping session: SessionID? = nil, andPrograms: Bool, _ action: StaticString,
    _ transaction: Transaction, _ caller: Caller
  ) async throws {
    let now = now
    let tokens = andPrograms ? AccessTokens.revokeAll(of: owner.id, at: now) : AccessTokens.count(of: owner.id, at: now)
    let answer = try await transaction.query(tokens)
    let count = try andPrograms ? answer.touchedCount : answer.first?.decode(Int.self) ?? 0
    let fate: TokensFate? = count == 0 ? nil : andPrograms ? .revoked : .kept
    let facts = AccountFacts(to: owner, tokens: fate, on: now)
    let revoked: [Query] =
      fate == .revoked
      ? [
        AuditLog.insert(
          "access_token.revoke_all", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now,
          metadata: [("count", "\(count)")])
      ] : []
    try await transaction.commit(
      sending: [
        Sessions.deleteAll(of: owner.id, but: session),
        Outbox.queue(.passwordChanged, facts, of: owner.id, id: freshID(), at: now),
        AuditLog.insert(action, owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now),
      ] + revoked)
  }
}
