internal import CivilTime
internal import Crypto
internal import Postgres
internal import Scheduling
public import Store

/// What came of a change that takes one's password.
public enum GuardedOutcome: Hashable, Sendable {
  case done
  case refused([AccountRefusal])
  case tooMany(Wait)
}

extension Office {
  /// A letter asks the new address whether it is theirs; until it is answered the old one stays. An address that has an
  /// account already is told apart only by the letter it gets, as at signing up: it waits as any other, in vain.
  public func changeEmail(
    to typed: String, password: String, of owner: UserID, caller: Caller
  ) async throws -> GuardedOutcome {
    var reader = AccountReader()
    let email = reader.email(typed)
    guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
    return try await knowing(password, of: owner, caller) { account in
      guard email.lowercased() != account.owner.email.lowercased() else {
        return .refused([AccountRefusal(.email, .knownToOthers)])
      }
      if let wait = try await wait((.resetByName, email.lowercased())) { return .tooMany(wait) }
      return try await atAnEvenPace {
        let other = try await self.account(named: email)
        try await database.transaction(sending: askNew(email, account, of: other, caller))
        haveLetters()
        return .done
      }
    }
  }

  /// What was asked for and not confirmed yet.
  public func waitingEmail(of owner: UserID) async throws -> String? {
    try await minding {
      try await database.query(Accounts.waitingAddress(of: owner, at: now)).first?.decode(String.self)
    }
  }

  /// The link in the letter is worthless from then on.
  public func forgetNewEmail(of owner: UserID, caller: Caller) async throws {
    _ = try await minding { try await database.query(Accounts.forgetAddress(of: owner, at: now)) }
  }

  private func askNew(_ email: String, _ account: Account, of other: Account?, _ caller: Caller) -> [Query] {
    let (now, id) = (now, account.id)
    let proof = AccountProof(
      of: id, by: accounts.makers.newAddress, until: now.adding(seconds: AccountLimits.verifying))
    let letter =
      if let other {
        Outbox.queue(.accountExists, AccountFacts(to: other.owner, on: now), of: other.id, id: freshID(), at: now)
      } else {
        Outbox.queue(
          .confirmAddress, AccountFacts(to: account.owner, at: email, proof: proof, on: now), of: id, id: freshID(),
          at: now)
      }
    return [
      Accounts.expectAddress(email, of: id, proof.digest, until: proof.until, at: now), letter,
      AuditLog.insert("user.email_asked", id.uuid, of: id, by: caller, id: freshID(), at: now),
    ]
  }

  /// Does what only somebody may who knows the password.
  func knowing(
    _ password: String, of owner: UserID, _ caller: Caller, _ work: (Account) async throws -> GuardedOutcome
  ) async throws -> GuardedOutcome {
    switch try await ask(password, of: owner, caller) {
    case .right(let account): try await minding { try await work(account) }
    case .wrong: .refused([AccountRefusal(.current, password.isEmpty ? .field(.missing) : .wrong)])
    case .tooMany(let wait): .tooMany(wait)
    case .gone: .refused([])
    }
  }
}
