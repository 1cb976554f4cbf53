internal import Postgres
internal import Store

/// Whether somebody signed in knows their password: asked before what a borrowed device must not be enough for.
enum PasswordAnswer {
  case right(Account)
  case wrong
  case tooMany(Wait)
  /// There is no such account any more.
  case gone
}

extension Office {
  func ask(_ password: String, of owner: UserID, _ caller: Caller) async throws -> PasswordAnswer {
    if let wait = try await wait((.passwordByAccount, owner.description)) { return .tooMany(wait) }
    return try await minding {
      let account = try await database.query(Accounts.find(owner)).first.map(Account.init)
      guard try await accounts.hashing.matches(password, account?.passwordHash) else { return .wrong }
      guard let account, account.closedAt == nil else { return .gone }
      return .right(account)
    }
  }
}
