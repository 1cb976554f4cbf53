import Postgres
import TestDatabases
import Testing

/// What the other tests stand on.
struct TestDatabaseTests {
  @Test func `a database that was used comes back without a row`() async throws {
    for _ in 0..<3 {
      try await withTestDatabase { test in
        let rows = try test.query("SELECT count(*) FROM jobs")
        #expect(try rows.first?.decode(Int.self) == 0)
        try test.run("INSERT INTO jobs (name) VALUES ('clean-up')")
      }
    }
  }

  @Test func `a database whose schema was only used is kept`() async throws {
    let name = try await withTestDatabase { test in
      try test.run("CREATE TEMP TABLE passing (n int); INSERT INTO jobs (name) VALUES ('clean-up'); ANALYZE")
      return test.name
    }
    #expect(try exists(name))
  }

  @Test(arguments: [
    "CREATE TABLE left_behind (n int)", "DROP TABLE audit_logs CASCADE", "ALTER TABLE jobs RENAME TO chores",
    "ALTER TABLE owners ALTER version DROP NOT NULL", "ALTER TABLE owners ALTER version SET DEFAULT 7",
    "ALTER TABLE events DROP CONSTRAINT events_never_twice", "ALTER TABLE audit_logs DISABLE TRIGGER USER",
    "CREATE FUNCTION left_behind() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  ])
  func `a database whose schema was changed is not used again`(_ change: String) async throws {
    let name = try await withTestDatabase { test in
      try test.run(change)
      return test.name
    }
    #expect(try !exists(name))
  }

  private func exists(_ database: String) throws -> Bool {
    let rows = try TestDatabase.shared.query("SELECT count(*) FROM pg_database WHERE datname = \(database)")
    return try rows.first?.decode(Int.self) == 1
  }

  @Test func `what a test writes into its schema no other sees`() async throws {
    try await withEmptySchema { first in
      try await withEmptySchema { second in
        try first.run("CREATE TABLE mine (n int)")
        let rows = try second.query("SELECT to_regclass('mine') IS NULL")
        #expect(try rows.first?.decode(Bool.self) == true)
      }
    }
  }
}
