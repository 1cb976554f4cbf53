internal import Postgres
public import Store

extension Office {
  /// The newest first, those whose time is over included.
  public func accessTokens(of owner: UserID) async throws -> [AccessToken] {
    try await minding { try await database.query(AccessTokens.all(of: owner)).map(AccessToken.init) }
  }
}
