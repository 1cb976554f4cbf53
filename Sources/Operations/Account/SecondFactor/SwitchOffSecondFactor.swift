internal import CivilTime
internal import Postgres
public import Store

/// What came of switching an owner's second factor off by whoever runs the house.
public enum RescueOutcome: Hashable, Sendable {
  case done
  /// There was none.
  case off
  /// There is no such account.
  case unknown
}

extension Office {
  /// Signing in takes the password alone again; secret and recovery codes are forgotten.
  public func switchOffSecondFactor(
    _ password: String, of owner: UserID, caller: Caller
  ) async throws -> GuardedOutcome {
    try await knowing(password, of: owner, caller) { account in
      _ = try await dropSecondFactor(of: account.owner, caller)
      return .done
    }
  }

  /// For who has lost phone and recovery codes, by whoever runs the house and knows them. Ends every session: nobody is to
  /// stay in who came by the phone that was lost.
  public func rescue(_ login: String, caller: Caller) async throws -> RescueOutcome {
    try await minding {
      guard let account = try await account(named: login), account.closedAt == nil else { return .unknown }
      let sessions = [Sessions.deleteAll(of: account.id)]
      return try await dropSecondFactor(of: account.owner, caller, and: sessions) ? .done : .off
    }
  }

  /// False where there was none. `further` statements are run along with it.
  private func dropSecondFactor(of owner: Owner, _ caller: Caller, and further: [Query] = []) async throws -> Bool {
    let now = now
    let isDone = try await database.transaction { transaction in
      guard try await transaction.query(SecondFactors.delete(of: owner.id)).touchedCount == 1 else { return false }
      let letter = Outbox.queue(.secondStepOff, AccountFacts(to: owner, on: now), of: owner.id, id: freshID(), at: now)
      let audit = AuditLog.insert(
        "user.second_step_off", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now)
      try await transaction.commit(sending: [letter, audit] + further)
      return true
    }
    if isDone { haveLetters() }
    return isDone
  }
}
