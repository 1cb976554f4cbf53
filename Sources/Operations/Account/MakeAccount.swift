internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// What came of making an account from the shell.
public enum MakeAccountOutcome: Hashable, Sendable {
  case made(UserID)
  case refused([AccountRefusal])
}

extension Office {
  /// By whoever runs the house, who answers for the address.
  public func makeAccount(_ form: SignUpForm, caller: Caller) async throws -> MakeAccountOutcome {
    var reader = AccountReader()
    let (username, email) = reader.newcomer(form)
    guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
    let hash = try await accounts.hashing.make(of: form.password)
    let new = NewOwner(
      username: username, email: email, passwordHash: hash.text, zone: form.zone, locale: form.locale,
      schedule: form.schedule)
    switch try await createOwner(new, caller: caller) {
    case .created(let id): return .made(id)
    case .refused(.emailTaken): return .refused([AccountRefusal(.email, .knownToOthers)])
    case .refused(.usernameTaken): return .refused([AccountRefusal(.username, .usernameTaken)])
    case .refused: return .refused([AccountRefusal(.username, .unfitUsername)])
    }
  }

  /// Another password for an account, by whoever runs the house. Ends every session, and every token for programs.
  public func replacePassword(of login: String, by password: String, caller: Caller) async throws -> SaveOutcome {
    try await minding {
      guard let account = try await account(named: login), account.closedAt == nil else {
        return .refused([AccountRefusal(.username, .wrong)])
      }
      var reader = AccountReader()
      reader.password(password, known: [account.owner.username, account.owner.email])
      guard reader.refusals.isEmpty else { return .refused(reader.refusals) }
      let hash = try await accounts.hashing.make(of: password).text
      try await database.transaction { transaction in
        try await transaction.query(Accounts.setPassword(account.id, to: hash, at: now))
        try await shutOut(account.owner, andPrograms: true, "user.password", transaction, caller)
      }
      haveLetters()
      return .saved
    }
  }
}
