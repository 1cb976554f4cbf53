internal import CivilTime
public import Crypto
internal import Postgres
internal import Scheduling
public import Store

/// What a letter's link to confirm an address leads to.
public enum AddressFinding: Sendable {
  /// Of an account that was just asked for.
  case first(Owner)
  /// Another address of an account that has one.
  case another(Owner, email: String)
}

/// What came of confirming it.
public enum VerifyOutcome: Sendable {
  /// Whoever signed up with it is in.
  case signedIn(SessionToken, Session)
  /// It is confirmed; coming in takes more than that.
  case verified(Owner)
  case changed(Owner)
  case refused([AccountRefusal])
  case tooMany(Wait)
  /// The address belongs to somebody else by now.
  case taken
  /// Used already, too old, or never given out.
  case gone
}

extension Office {
  /// What the link in a letter confirms; looking changes nothing, as programs that search letters for harm look too.
  public func address(_ token: LinkToken) async throws -> AddressFinding? {
    let (owner, digest) = (UserID(token.owner), token.token.digest)
    return try await minding {
      let first = try await database.query(Accounts.findVerification(owner, digest, at: now))
      if let row = first.first { return .first(try Account(row).owner) }
      guard let row = try await database.query(Accounts.findAddress(owner, digest, at: now)).first else { return nil }
      let found = try FoundAddress(row)
      return .another(found.account.owner, email: found.email)
    }
  }

  /// Takes the account's password too: who typed the address may not be who reads its letters. One would come in to an
  /// account by the other's answer, or make somebody else's address their own. Who has just signed up is in at once;
  /// `signedIn` is who is already, and need not say so again.
  public func verify(
    _ token: LinkToken, password: String = "", signedIn: UserID? = nil, replacing old: String? = nil, caller: Caller
  ) async throws -> VerifyOutcome {
    let digest = token.token.digest
    switch try await address(token) {
    case .first(let owner):
      return try await whoKnows(password, of: owner, caller) {
        try await confirm(owner, digest, replacing: old, caller)
      }
    case .another(let owner, let email) where owner.id == signedIn:
      return try await move(owner, to: email, digest, caller)
    case .another(let owner, let email):
      return try await whoKnows(password, of: owner, caller) { try await move(owner, to: email, digest, caller) }
    case nil: return .gone
    }
  }

  private func whoKnows(
    _ password: String, of owner: Owner, _ caller: Caller, _ work: () async throws -> VerifyOutcome
  ) async throws -> VerifyOutcome {
    switch try await ask(password, of: owner.id, caller) {
    case .right: return try await work()
    case .wrong where password.isEmpty: return .refused([AccountRefusal(.password, .field(.missing))])
    case .wrong:
      try await note(
        AuditLog.insert(
          "user.verify", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now, failure: "wrong password"))
      return .refused([AccountRefusal(.password, .wrong)])
    case .tooMany(let wait): return .tooMany(wait)
    case .gone: return .gone
    }
  }

  private func note(_ audit: Query) async throws {
    _ = try await minding { try await database.query(audit) }
  }

  /// Nobody comes in any more by an account that was asked for with one's address, and the address is free for one's
  /// own. False where the letter's link works no more.
  public func declineSignUp(_ token: LinkToken, caller: Caller) async throws -> Bool {
    let owner = UserID(token.owner)
    return try await minding {
      try await database.transaction { transaction in
        let now = now
        let deletion = Accounts.deleteUnverified(owner, token.token.digest, at: now)
        guard try await transaction.query(deletion).touchedCount == 1 else { return false }
        try await transaction.commit(sending: [
          AuditLog.insert("user.decline", owner.uuid, of: owner, by: caller, id: freshID(), at: now)
        ])
        return true
      }
    }
  }

  private func confirm(
    _ owner: Owner, _ digest: Digest, replacing old: String?, _ caller: Caller
  ) async throws -> VerifyOutcome {
    try await minding {
      let now = now
      let isDone = try await books.holding(owner.id, reading: [Accounts.verify(owner.id, digest, at: now)]) { held in
        guard held.answers[0].touchedCount == 1 else { return false }
        try await held.commit([
          AuditLog.insert("user.verify", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now)
        ])
        return true
      }
      guard isDone else { return .gone }
      guard case .signedIn(let token, let session) = try await letIn(owner.id, replacing: old, caller: caller) else {
        return .verified(owner)
      }
      return .signedIn(token, session)
    }
  }

  private func move(_ owner: Owner, to email: String, _ digest: Digest, _ caller: Caller) async throws -> VerifyOutcome
  {
    try await minding {
      let now = now
      let facts = AccountFacts(to: owner, newEmail: email, on: now)
      do {
        return try await books.holding(owner.id, reading: [Accounts.takeAddress(owner.id, digest, at: now)]) { held in
          guard held.answers[0].touchedCount == 1 else { return .gone }
          try await held.commit([
            Outbox.queue(.addressChanged, facts, of: owner.id, id: freshID(), at: now),
            AuditLog.insert("user.email", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now),
          ])
          haveLetters()
          return .changed(owner)
        }
      } catch let error as DatabaseError where Conflict(error) == .emailTaken {
        return .taken
      }
    }
  }
}
