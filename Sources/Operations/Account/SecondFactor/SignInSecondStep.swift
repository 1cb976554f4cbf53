internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// What came of giving a code after the password.
public enum SecondStepOutcome: Sendable {
  case signedIn(SessionToken, Session)
  /// Not the code of this minute, or one that was used already.
  case wrong
  /// The ticket is too old, or forged, or what it asks for was switched off: the password is asked for again.
  case gone
  case tooMany(Wait)
}

extension Office {
  /// By a code of the app, or by a recovery code, which is used up with that. `ticket` is what the right password gave.
  public func signInSecondStep(
    _ ticket: Ticket, code: String, replacing old: String? = nil, caller: Caller
  ) async throws -> SecondStepOutcome {
    let closed = claim(of: ticket, for: .reopeningStep)
    guard let claim = closed ?? claim(of: ticket, for: .secondStep) else { return .gone }
    let owner = claim.owner
    return try await minding {
      if let wait = try await wait((.codeByAccount, owner.description)) { return .tooMany(wait) }
      guard let found = try await foundSecondFactor(of: owner), found.enabledAt != nil else { return .gone }
      let entry = try entry(of: owner, replacing: old, caller: caller)
      let taking = taking(code, found, of: owner)
      let letters = try await telling(of: code, owner)
      switch try await use(claim, taking, and: letters + (closed == nil ? entry.queries : [])) {
      case .gone: return .gone
      case .wrong: return try await turnAway(owner, caller)
      case .taken(let answers):
        if !letters.isEmpty { haveLetters() }
        if closed != nil { return try await enter(reopening: owner, replacing: old, caller) }
        guard case .signedIn(let token, let session) = try entry.outcome(answers) else { return .gone }
        return .signedIn(token, session)
      }
    }
  }

  private enum Use {
    case taken([Rows])
    case wrong
    case gone
  }

  /// Uses the ticket and the code up, and writes the rest. With the password and the second factor held as they were when
  /// the ticket was given: whoever changes one at this moment finds the session that begins here, and ends it.
  private func use(_ claim: TicketClaim, _ taking: Query?, and others: [Query]) async throws -> Use {
    do {
      return try await database.transaction { transaction in
        let answers = try await transaction.send([
          Accounts.lock(claim.owner), Accounts.standing(of: claim.owner),
          RateLimits.take(claim.use, every: Ticket.lifetime, burst: 1, at: now),
        ])
        guard try answers[1].first?.decode(String.self) == claim.standing,
          let (isFirst, _) = try answers[2].first?.decode(Bool.self, Instant.self), isFirst
        else { throw Unused(.gone) }
        guard let taking, try await transaction.query(taking).touchedCount == 1 else { throw Unused(.wrong) }
        return .taken(try await transaction.commit(sending: others))
      }
    } catch let unused as Unused {
      return unused.use
    }
  }

  /// Takes back what the transaction has done: neither ticket nor code is used up.
  private struct Unused: Error {
    let use: Use

    init(_ use: Use) { self.use = use }
  }

  private func enter(
    reopening owner: UserID, replacing old: String?, _ caller: Caller
  ) async throws -> SecondStepOutcome {
    guard try await reopen(owner, caller) else { return .gone }
    let entry = try entry(of: owner, replacing: old, caller: caller)
    let outcome = try entry.outcome(try await database.transaction(sending: entry.queries))
    guard case .signedIn(let token, let session) = outcome else { return .gone }
    return .signedIn(token, session)
  }

  /// The letter about a recovery code that is used: somebody may have found where they lie.
  private func telling(of code: String, _ owner: UserID) async throws -> [Query] {
    guard case .recovery = TypedCode(code),
      let account = try await database.query(Accounts.find(owner)).first.map(Account.init)
    else { return [] }
    let facts = AccountFacts(to: account.owner, on: now)
    return [Outbox.queue(.recoveryCodeUsed, facts, of: owner, id: freshID(), at: now)]
  }

  /// What uses this code up; nil for a wrong one.
  private func taking(_ code: String, _ found: FoundSecondFactor, of owner: UserID) -> Query? {
    switch TypedCode(code) {
    case .app(let digits):
      let step = totp(found, of: owner)?.step(of: digits, at: Int64(now.seconds), after: found.lastStep)
      return step.map { SecondFactors.take(step: $0, of: owner, at: now) }
    case .recovery(let digest):
      return SecondFactors.take(code: digest, of: owner, at: now)
    case nil:
      return nil
    }
  }

  private func turnAway(_ owner: UserID, _ caller: Caller) async throws -> SecondStepOutcome {
    _ = try await database.query(
      AuditLog.insert("session.create", nil, of: owner, by: caller, id: freshID(), at: now, failure: "wrong code"))
    return .wrong
  }
}
