internal import CivilTime
public import Crypto
internal import Postgres
public import Store

/// What came of choosing a new password by a letter's link.
public enum ResetOutcome: Hashable, Sendable {
  case done
  case refused([AccountRefusal])
  /// Used already, too old, or never given out.
  case gone
}

extension Office {
  /// Whose password a letter's link changes; looking changes nothing.
  public func resetting(_ token: LinkToken) async throws -> Owner? {
    try await minding {
      let query = Accounts.findReset(UserID(token.owner), token.token.digest, at: now)
      return try await database.query(query).first.map(Account.init)?.owner
    }
  }

  /// Ends every session and every token for programs: whoever is signed in, or was and made one, may be who made this
  /// needed.
  public func resetPassword(_ token: LinkToken, to password: String, caller: Caller) async throws -> ResetOutcome {
    guard let owner = try await resetting(token) else { return .gone }
    var reader = AccountReader()
    reader.password(password, known: [owner.username, owner.email])
    guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
    return try await minding {
      let hash = try await accounts.hashing.make(of: password).text
      let now = now
      return try await database.transaction { transaction in
        let reset = Accounts.reset(owner.id, token.token.digest, to: hash, at: now)
        guard try await transaction.query(reset).touchedCount == 1 else { return .gone }
        try await shutOut(owner, andPrograms: true, "user.reset", transaction, caller)
        haveLetters()
        return .done
      }
    }
  }
}
