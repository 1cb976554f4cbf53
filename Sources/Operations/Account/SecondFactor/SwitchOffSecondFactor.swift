internal import CivilTime
internal import Postgres
public import Store

extension Office {
  /// Signing in takes the password alone again; secret and recovery codes are forgotten.
  public func switchOffSecondFactor(
    _ password: String, of owner: UserID, caller: Caller
  ) async throws -> GuardedOutcome {
    try await knowing(password, of: owner, caller) { account in
      let now = now
      return try await database.transaction { transaction in
        guard try await transaction.query(SecondFactors.delete(of: owner)).touchedCount == 1 else { return .done }
        try await transaction.commit(sending: [
          Outbox.queue(.secondStepOff, AccountFacts(to: account.owner, on: now), of: owner, id: freshID(), at: now),
          AuditLog.insert("user.second_step_off", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ])
        haveLetters()
        return .done
      }
    }
  }
}
