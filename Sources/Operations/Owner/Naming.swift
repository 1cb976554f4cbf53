internal import CivilTime
internal import Postgres
internal import Store

/// For how long a name is held for an owner who gave it up, in seconds: 90 days.
private let heldName = 90 * 24 * 3_600

extension Office {
  /// What is written where an owner gets another name, or keeps theirs.
  func naming(_ owner: UserID, _ username: String, by writes: [Query]) -> [Query] {
    let now = now
    return FormerUsernames.keep(of: owner, besides: username, until: now.adding(seconds: heldName)) + writes
      + FormerUsernames.give(username, to: owner, at: now)
  }

  /// Whether somebody has that name, or had it lately.
  func isNameTaken(_ username: String) async throws -> Bool {
    if try await account(named: username) != nil { return true }
    return try await database.query(FormerUsernames.isHeld(username, at: now)).first?.decode(Bool.self) == true
  }

  /// What an owner is called now who was called so before; nil where nobody was.
  public func presentName(of former: String) async throws -> String? {
    guard let name = foldedUsername(former) else { return nil }
    return try await minding {
      try await database.query(FormerUsernames.present(of: name)).first?.decode(String.self)
    }
  }
}
