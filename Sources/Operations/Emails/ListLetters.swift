internal import CivilTime
internal import Postgres
public import Store

extension Office {
  /// An owner's letters, the newest first; one more than `limit` where there are more.
  public func letters(of owner: UserID, behind last: LetterID? = nil, limit: Int) async throws -> [LetterEntry] {
    try await minding {
      try await database.query(LetterLists.page(of: owner, behind: last, limit: limit + 1))
        .map { try LetterLists.read($0) }
    }
  }

  public func letter(_ id: LetterID, of owner: UserID) async throws -> LetterEntry? {
    try await minding {
      try await database.query(LetterLists.find(id, of: owner)).first.map { try LetterLists.read($0) }
    }
  }
}
