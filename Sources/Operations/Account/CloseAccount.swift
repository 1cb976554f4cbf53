internal import CivilTime
internal import Postgres
public import Store

/// What came of opening a closed account again.
public enum ReopenOutcome: Sendable {
  case signedIn(SessionToken, Session)
  /// A code is asked for too, and opens it.
  case secondStep(Ticket)
  /// Too late, or the ticket is.
  case gone
}

extension Office {
  /// Its pages and links show nothing and every session ends, at once; its data stays for a while, in case it was not
  /// meant. Guests would wait in vain: what lies ahead is called off, and stays so.
  public func closeAccount(_ password: String, of owner: UserID, caller: Caller) async throws -> GuardedOutcome {
    try await knowing(password, of: owner, caller) { account in
      while try await callOffSome(of: account.owner, caller: caller) { haveLetters() }
      haveLetters()
      return .done
    }
  }

  /// The next ones, some at a time, so that nobody waits for long to book with another owner or to look at this one; with
  /// the last of them the account is closed. Whatever interrupts it leaves an account to be closed once more. True while
  /// there may be more.
  private func callOffSome(of owner: Owner, caller: Caller) async throws -> Bool {
    let now = now
    let most = AccountLimits.calledOffAtOnce
    return try await books.holding(
      owner.id, reading: [Bookings.ahead(of: owner.id, at: now, limit: most + 1)]
    ) { held in
      let ahead = try held.answers[0].map { try Bookings.read($0) }
      let isLast = ahead.count <= most
      let closing = isLast ? closing(owner, caller: caller, at: now) : []
      try await held.commit(ahead.prefix(most).flatMap { callingOff($0, caller: caller, at: now) } + closing)
      return !isLast
    }
  }

  private func closing(_ owner: Owner, caller: Caller, at now: Instant) -> [Query] {
    let facts = AccountFacts(to: owner, until: now.adding(seconds: AccountLimits.reopening), on: now)
    return [
      Accounts.close(owner.id, at: now), Sessions.deleteAll(of: owner.id),
      Outbox.queue(.accountClosed, facts, of: owner.id, id: freshID(), at: now),
      AuditLog.insert("user.close", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now),
    ]
  }

  /// How many bookings closing the account would call off.
  public func countAhead(of owner: UserID) async throws -> Int {
    try await minding {
      try await database.query(Bookings.countAhead(of: owner, at: now)).first?.decode(Int.self) ?? 0
    }
  }

  /// By who has just signed in to it, as far as the password: where a code is asked for too, it opens after that.
  public func reopenAccount(
    _ ticket: Ticket, replacing old: String? = nil, caller: Caller
  ) async throws -> ReopenOutcome {
    guard let claim = claim(of: ticket, for: .reopening) else { return .gone }
    let owner = claim.owner
    return try await minding {
      guard try await standing(of: owner) == claim.standing else { return .gone }
      if try await asksForCode(owner) { return .secondStep(try await makeTicket(for: .reopeningStep, of: owner)) }
      guard try await reopen(owner, caller) else { return .gone }
      let entry = try entry(of: owner, replacing: old, caller: caller)
      guard
        case .signedIn(let token, let session) = try entry.outcome(
          try await database.transaction(sending: entry.queries))
      else { return .gone }
      return .signedIn(token, session)
    }
  }

  /// Nobody else can have got its name or its address. False where it is too late.
  func reopen(_ owner: UserID, _ caller: Caller) async throws -> Bool {
    let now = now
    return try await books.holding(
      owner, reading: [Accounts.reopen(owner, closedSince: reopenable, at: now), Accounts.find(owner)]
    ) { held in
      guard held.answers[0].touchedCount == 1, let account = try held.answers[1].first.map(Account.init) else {
        return false
      }
      let facts = AccountFacts(to: account.owner, on: now)
      try await held.commit([
        Outbox.queue(.accountReopened, facts, of: owner, id: freshID(), at: now),
        AuditLog.insert("user.reopen", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
      ])
      haveLetters()
      return true
    }
  }
}
