internal import CivilTime
public import Crypto
internal import Postgres
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
  case verified(Owner)
  case changed(Owner)
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

  public func verify(_ token: LinkToken, caller: Caller) async throws -> VerifyOutcome {
    switch try await address(token) {
    case .first(let owner): try await confirm(owner, token.token.digest, caller)
    case .another(let owner, let email): try await move(owner, to: email, token.token.digest, caller)
    case nil: .gone
    }
  }

  private func confirm(_ owner: Owner, _ digest: Digest, _ caller: Caller) async throws -> VerifyOutcome {
    try await minding {
      let now = now
      return try await books.holding(owner.id, reading: [Accounts.verify(owner.id, digest, at: now)]) { held in
        guard held.answers[0].touchedCount == 1 else { return .gone }
        try await held.commit([
          AuditLog.insert("user.verify", owner.id.uuid, of: owner.id, by: caller, id: freshID(), at: now)
        ])
        return .verified(owner)
      }
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
