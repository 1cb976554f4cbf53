internal import CivilTime
internal import Crypto
internal import Postgres
internal import Scheduling
public import Store

/// What came of giving the first code of an app.
public enum ConfirmOutcome: Sendable {
  /// It is on. The codes are never told again.
  case on(RecoveryCodes)
  case refused([AccountRefusal])
  /// Nothing is being set up, or no longer.
  case gone
  case tooMany(Wait)
}

extension Office {
  /// From then on signing in takes a code. Whoever is signed in stays.
  public func confirmSecondFactor(_ code: String, of owner: UserID, caller: Caller) async throws -> ConfirmOutcome {
    try await minding {
      guard let found = try await foundSecondFactor(of: owner), found.enabledAt == nil,
        let totp = totp(found, of: owner)
      else { return .gone }
      guard case .app(let digits) = TypedCode(code) else {
        return .refused([AccountRefusal(.code, code.isEmpty ? .field(.missing) : .wrong)])
      }
      if let wait = try await wait((.codeByAccount, owner.description)) { return .tooMany(wait) }
      let now = now
      guard let step = totp.step(of: digits, at: Int64(now.seconds), after: found.lastStep) else {
        return .refused([AccountRefusal(.code, .wrong)])
      }
      let codes = RecoveryCodes()
      guard let account = try await database.query(Accounts.find(owner)).first.map(Account.init) else { return .gone }
      return try await database.transaction { transaction in
        let enable = SecondFactors.enable(found.sealedSecret, of: owner, step: step, at: now)
        guard try await transaction.query(enable).touchedCount == 1 else { return .gone }
        try await transaction.commit(sending: [
          SecondFactors.insert(codes: codes.digests, of: owner, at: now),
          Outbox.queue(.secondStepOn, AccountFacts(to: account.owner, on: now), of: owner, id: freshID(), at: now),
          AuditLog.insert("user.second_step_on", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ])
        haveLetters()
        return .on(codes)
      }
    }
  }
}
