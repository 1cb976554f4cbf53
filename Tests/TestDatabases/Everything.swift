public import Postgres

extension Database {
  /// All there is of an owner, by table, each in a few letters: what two looks tell apart was changed between them. Every
  /// table that says whose its rows are is among them, whenever it was made.
  public func everything(of owner: String) async throws -> [String: String] {
    let tables = try await query(
      """
      SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'user_id'
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      """
    ).map { try $0.decode(String.self) }
    var all = ["users": try await rows("users", "id", owner)]
    for table in tables { all[table] = try await rows(table, "user_id", owner) }
    return all
  }

  private func rows(_ table: String, _ column: String, _ owner: String) async throws -> String {
    let found = try await query(
      """
      SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')
      FROM \(unescapedSQL: table) t WHERE \(unescapedSQL: column) = \(owner)::text::uuid
      """)
    return try found.first?.decode(String.self) ?? ""
  }
}
