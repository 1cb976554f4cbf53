import Postgres
import TestDatabases
import Testing

struct RowTests {
  @Test func `columns are read by place`() async throws {
    try await withDatabase { database in
      let rows = try await database.query("SELECT n, 'row ' || n FROM generate_series(1, 3) n")
      #expect(try rows.map { try $0.decode(Int.self, String.self).1 } == ["row 1", "row 2", "row 3"])
      #expect(rows.count == 3)
      #expect(try rows.last?.value(at: 0, as: Int.self) == 3)
    }
  }

  @Test func `columns are read by name`() async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query("SELECT 1 AS id, 'a' AS name, 'b' AS name_two").first)
      let (id, name, other): (Int, String, String?) = (try row["id"], try row["name"], try row["name_two"])
      #expect((id, name, other) == (1, "a", "b"))
    }
  }

  @Test func `the bytes of a column can be read in place`() async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query("SELECT '\\x0102'::bytea, NULL::bytea").first)
      #expect(try row.withBytes(at: 0) { $0?.byteCount } == 2)
      #expect(try row.withBytes(at: 1) { $0?.byteCount } == nil)
    }
  }

  @Test func `a statement tells how many rows it touched`() async throws {
    try await withDatabase { database in
      try await database.transaction { transaction in
        let answers = try await transaction.send([
          "CREATE TEMPORARY TABLE touched (n int) ON COMMIT DROP",
          "INSERT INTO touched SELECT generate_series(1, 5)", "DELETE FROM touched WHERE n > 3", "SELECT 1 WHERE false",
        ])
        #expect(answers.map(\.touchedCount) == [0, 5, 2, 0])
        #expect(answers[3].isEmpty)
      }
    }
  }

  @Test func `a column of another type names itself and both types`() async throws {
    try await refusal("SELECT 'x' AS id", "column id is text, not Int") { try $0.decode(Int.self) }
  }

  @Test func `NULL without room for it names the column`() async throws {
    try await refusal("SELECT 1, NULL::text AS name", "column name is NULL, which String is not") {
      try $0.decode(Int.self, String.self)
    }
  }

  @Test func `too few columns are a mistake`() async throws {
    try await refusal("SELECT 1", "the row has 1 columns, none at 1") { try $0.decode(Int.self, Int.self) }
  }

  @Test func `too many columns are a mistake`() async throws {
    try await refusal("SELECT 1, 2", "the row has 2 columns, 1 are read") { try $0.decode(Int.self) }
  }

  @Test func `an unknown name is a mistake`() async throws {
    try await refusal("SELECT 1 AS id", "the row has no column i") { let _: Int = try $0["i"] }
  }

  @Test func `a wide number is not cut to a narrow one`() async throws {
    try await refusal("SELECT 1::bigint AS id", "column id is bigint, not Int32") { try $0.decode(Int32.self) }
  }

  private func refusal<Outcome>(
    _ query: Query, _ message: String, _ read: @escaping @Sendable (Row) throws -> Outcome
  ) async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query(query).first)
      #expect(throws: DatabaseError(.unreadable, message)) { try read(row) }
    }
  }
}
