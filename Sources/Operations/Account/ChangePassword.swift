internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

extension Office {
  /// Ends every session but the one it is changed from.
  public func changePassword(
    from current: String, to password: String, of owner: UserID, keeping session: SessionID?, caller: Caller
  ) async throws -> GuardedOutcome {
    try await knowing(current, of: owner, caller) { account in
      var reader = AccountReader()
      reader.password(password, known: [account.owner.username, account.owner.email, current])
      guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
      try await setPassword(password, of: account.owner, keeping: session, "user.password", caller)
      return .done
    }
  }

  func setPassword(
    _ password: String, of owner: Owner, keeping session: SessionID?, _ action: StaticString, _ caller: Caller
  ) async throws {
    let hash = try await accounts.hashing.make(of: password).text
    let now = now
    try await database.transaction(sending: [
      Accounts.setPassword(owner.id, to: hash, at: now),
      Sessions.deleteAll(of: owner.id, but: session),
      Outbox.queue(.passwordChanged, AccountFacts(to: owner, on: now), of: owner.id, id: freshID(), at: now),
      AuditLog.insert(action, owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now),
    ])
    haveLetters()
  }
}
