internal import CivilTime
internal import Crypto
internal import Postgres
internal import Scheduling
public import Store

/// What came of saying that a password is forgotten.
public enum ForgotOutcome: Hashable, Sendable {
  /// If there is such an account, a letter is on its way.
  case wrote
  case tooMany(Wait)
}

extension Office {
  /// By e-mail address or username. Whoever has signed up with that address and not confirmed it yet is asked for that
  /// once more instead.
  public func forgotPassword(_ login: String, caller: Caller) async throws -> ForgotOutcome {
    let login = login.filter { !$0.isWhitespace }
    let wait = try await wait((.resetByAddress, neighbourhood(of: caller)), (.resetByName, login.lowercased()))
    if let wait { return .tooMany(wait) }
    return try await atAnEvenPace {
      let account = try await account(named: login)
      let mayWrite = try await takeLetter(to: account, login)
      if let account {
        if mayWrite, !account.isSuspended { try await offerReset(account, caller) }
      } else if let pending = try await pendingAccount(at: login), mayWrite {
        try await askAgain(pending)
      }
      return .wrote
    }
  }

  /// All names of an account share its letters. Who has used them up hears the same as everybody: being asked to wait
  /// under one name for what was asked under another would tell that both are one account's.
  private func takeLetter(to account: Account?, _ login: String) async throws -> Bool {
    let subject = account?.id.description ?? "nobody, \(login.lowercased())"
    return try await wait((.resetByAccount, subject)) == nil
  }

  private func offerReset(_ account: Account, _ caller: Caller) async throws {
    let now = now
    let proof = AccountProof(
      of: account.id, by: accounts.makers.reset, until: now.adding(seconds: AccountLimits.resetting))
    try await database.transaction(sending: [
      Accounts.expectReset(account.id, proof.digest, until: proof.until, at: now),
      Outbox.queue(
        .resetPassword, AccountFacts(to: account.owner, proof: proof, on: now), of: account.id, id: freshID(), at: now),
      AuditLog.insert("user.forgot", account.id.uuid, of: account.id, by: caller, id: freshID(), at: now),
    ])
    haveLetters()
  }

  private func pendingAccount(at email: String) async throws -> Account? {
    guard EmailAddress(email) != nil else { return nil }
    return try await database.query(Accounts.unverified(at: email, at: now)).first.map(Account.init)
  }

  private func askAgain(_ account: Account) async throws {
    let now = now
    let proof = AccountProof(
      of: account.id, by: accounts.makers.verification, until: now.adding(seconds: AccountLimits.verifying))
    try await database.transaction(sending: [
      Accounts.expectVerification(account.id, proof.digest, until: proof.until, at: now),
      Outbox.queue(
        .verifyAddress, AccountFacts(to: account.owner, proof: proof, on: now), of: account.id, id: freshID(), at: now),
    ])
    haveLetters()
  }
}
