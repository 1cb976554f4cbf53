internal import CivilTime
public import Crypto
internal import Postgres
internal import Scheduling
public import Store

/// What a letter's link to confirm an address leads to.
public enum AddressFinding: Sendable {
  /// Of an account that was just asked for. Another name is to be chosen for it where somebody else has taken that one
  /// meanwhile.
  case first(Owner, isNameTaken: Bool)
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
      if let owner = try first.first.map(Account.init)?.owner {
        return .first(owner, isNameTaken: try await isNameTaken(owner.username))
      }
      guard let row = try await database.query(Accounts.findAddress(owner, digest, at: now)).first else { return nil }
      let found = try FoundAddress(row)
      return .another(found.account.owner, email: found.email)
    }
  }

  /// Takes the account's password too: who typed the address may not be who reads its letters. One would come in to an
  /// account by the other's answer, or make somebody else's address their own. Who has just signed up is in at once;
  /// `username` is the name chosen there for one that is taken by now. `signedIn` is who is already, and need not say so
  /// again.
  public func verify(
    _ token: LinkToken, as username: String? = nil, password: String = "", signedIn: UserID? = nil,
    replacing old: String? = nil, caller: Caller
  ) async throws -> VerifyOutcome {
    let digest = token.token.digest
    switch try await address(token) {
    case .first(let owner, _):
      var reader = AccountReader()
      let name = username.map { reader.username($0) } ?? owner.username
      return try await whoKnows(password, of: owner, besides: reader.refusals, caller) {
        try await confirm(owner, as: name, digest, replacing: old, caller)
      }
    case .another(let owner, let email) where owner.id == signedIn:
      return try await move(owner, to: email, digest, caller)
    case .another(let owner, let email):
      return try await whoKnows(password, of: owner, caller) { try await move(owner, to: email, digest, caller) }
    case nil: return .gone
    }
  }

  /// `refusals` is what else is wrong.
  private func whoKnows(
    _ password: String, of owner: Owner, besides refusals: [AccountRefusal] = [], _ caller: Caller,
    _ work: () async throws -> VerifyOutcome
  ) async throws -> VerifyOutcome {
    switch try await ask(password, of: owner.id, caller) {
    case .right: return refusals.isEmpty ? try await work() : .refused(refusals)
    case .wrong where password.isEmpty: return .refused(refusals + [AccountRefusal(.password, .field(.missing))])
    case .wrong:
      try await note(
        AuditLog.insert(
          "user.verify", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now, failure: "wrong password"))
      return .refused(refusals + [AccountRefusal(.password, .wrong)])
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
    _ owner: Owner, as username: String, _ digest: Digest, replacing old: String?, _ caller: Caller
  ) async throws -> VerifyOutcome {
    try await minding {
      let now = now
      let refusal = try await claim(
        username, owner.email, for: owner.id, by: Accounts.verify(owner.id, as: username, digest, at: now),
        and: [AuditLog.insert("user.verify", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now)])
      if let refusal { return refusal }
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
      let refusal = try await claim(
        owner.username, email, for: owner.id, by: Accounts.takeAddress(owner.id, digest, at: now),
        and: [
          Outbox.queue(.addressChanged, facts, of: owner.id, id: freshID(), at: now),
          AuditLog.insert("user.email", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now),
        ])
      if let refusal { return refusal }
      haveLetters()
      return .changed(owner)
    }
  }

  /// Makes a name and an address an owner's own, and writes what goes with that. Closed accounts that can't be opened again
  /// make room, and so do others who asked for the address and did not confirm it. Nil where it was done.
  private func claim(
    _ username: String, _ email: String, for owner: UserID, by claim: Query, and others: [Query]
  ) async throws -> VerifyOutcome? {
    let room = Accounts.purge(holding: username, email, closedBefore: reopenable)
    do {
      return try await books.holding(owner, reading: [room, claim]) { held in
        guard held.answers[1].touchedCount == 1 else { return .gone }
        let name = FormerUsernames.give(username, to: owner, at: now)
        try await held.commit(name + [Accounts.deleteUnverified(at: email)] + others)
        return nil
      }
    } catch let error as DatabaseError {
      switch Conflict(error) {
      case .emailTaken: return .taken
      case .usernameTaken: return .refused([AccountRefusal(.username, .usernameTaken)])
      case .usernameUnfit: return .refused([AccountRefusal(.username, .unfitUsername)])
      default: throw error
      }
    }
  }
}
