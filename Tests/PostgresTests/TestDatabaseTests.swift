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

  @Test func `a database whose schema was changed is not used again`() async throws {
    try await withTestDatabase { try $0.run("CREATE TABLE left_behind (n int)") }
    try await withTestDatabase { test in
      let rows = try test.query("SELECT to_regclass('left_behind') IS NULL")
      #expect(try rows.first?.decode(Bool.self) == true)
    }
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
