internal import Postgres
public import Store

extension Office {
  /// All that is kept of an owner, to be taken along: a JSON document. Nil where there is no such owner.
  public func ownData(of owner: UserID, caller: Caller) async throws -> String? {
    try await minding {
      // Years of meetings take longer than a page's questions may.
      let answers = try await database.transaction(
        TransactionOptions(statementLimit: .seconds(30)),
        sending: [
          OwnData.document(of: owner),
          AuditLog.insert("user.export", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ])
      return try answers[0].first?.decode(String.self)
    }
  }
}
