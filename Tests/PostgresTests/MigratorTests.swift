import TestDatabases
import Testing

@testable import Postgres

struct MigratorTests {
  @Test func `migrations are applied in order, once`() async throws {
    try await withMigrations { folder, migrator, test in
      #expect(try migrator.up().map(\.name) == ["one", "two"])
      #expect(try migrator.up().isEmpty)
      try expectStates(["one applied", "two applied"], migrator)
      try folder.write("20261122_001_three", up: "CREATE TABLE three ();", down: "DROP TABLE three;")
      try expectStates(["one applied", "two applied", "three pending"], migrator)
      #expect(try migrator.up().map(\.name) == ["three"])
      try expectTables(["one", "three", "two"], test)
    }
  }

  @Test func `they are taken back newest first`() async throws {
    try await withMigrations { _, migrator, test in
      try migrator.up()
      #expect(try migrator.down().map(\.name) == ["two"])
      try expectTables(["one"], test)
      #expect(try migrator.down(5).map(\.name) == ["one"])
      try expectTables([], test)
      #expect(try migrator.up().count == 2)
    }
  }

  @Test func `one that fails leaves nothing behind and says where`() async throws {
    try await withMigrations { folder, migrator, test in
      try folder.write("20261122_001_wrong", up: "CREATE TABLE three ();\n\nSELEC 1;", down: "")
      let error = #expect(throws: MigrationError.self) { try migrator.up() }
      #expect(error?.file == "20261122_001_wrong.sql")
      #expect(error?.line == 4)
      #expect(error?.message.contains("syntax error at or near \"SELEC\"") == true)
      try expectTables(["one", "two"], test)
      try expectStates(["one applied", "two applied", "wrong pending"], migrator)
    }
  }

  @Test func `one that was changed after it was applied is named`() async throws {
    try await withMigrations { folder, migrator, _ in
      try migrator.up()
      try folder.write("20261120_001_one", up: "CREATE TABLE one (a int);", down: "DROP TABLE one;")
      try folder.write("20261122_001_three", up: "CREATE TABLE three ();", down: "")
      let changed = MigrationError("20261120_001_one.sql", "the file has changed since it was applied")
      #expect(throws: changed) { try migrator.up() }
      try expectStates(["one changed", "two applied", "three pending"], migrator)
      #expect(try migrator.down().map(\.name) == ["two"])
      #expect(throws: changed) { try migrator.down() }
    }
  }

  @Test func `one whose file is gone is left alone, and can't be taken back`() async throws {
    try await withMigrations { folder, migrator, _ in
      try migrator.up()
      try folder.remove("20261121_001_two")
      #expect(try migrator.up().isEmpty)
      try expectStates(["one applied", "two missing"], migrator)
      #expect(throws: MigrationError(nil, "20261121_001_two was applied, but there is no such file")) {
        try migrator.down()
      }
    }
  }

  @Test func `one may not end its own transaction`() async throws {
    try await withMigrations { folder, migrator, _ in
      try folder.write("20261122_001_sly", up: "CREATE TABLE three (); COMMIT;", down: "")
      #expect(throws: MigrationError("20261122_001_sly.sql", "it must not end its transaction")) { try migrator.up() }
      try expectStates(["one applied", "two applied", "sly pending"], migrator)
    }
  }

  @Test func `many servers that start at once apply each migration once`() async throws {
    try await withMigrations { folder, migrator, test in
      for number in 1...5 {
        try folder.write(
          "20261123_00\(number)_more_\(number)", up: "CREATE TABLE more_\(number) (); SELECT pg_sleep(0.01);", down: "")
      }
      let address = try DatabaseAddress(test.address)
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<4 {
          group.addTask { try Migrator(folder, address: address).up().map(\.name) }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == ["more_1", "more_2", "more_3", "more_4", "more_5", "one", "two"])
    }
  }

  @Test func `an untouched database has nothing applied, and asking leaves no trace`() async throws {
    try await withMigrations { _, migrator, test in
      try expectStates(["one pending", "two pending"], migrator)
      try expectTables([], test)
    }
  }

  @Test func `a server that is up learns what is missing`() async throws {
    try await withMigrations { folder, migrator, test in
      let migrations = try folder.load()
      try await withDatabase(test) { database in
        let before = try await Migrator.pending(migrations, in: database)
        #expect(before == ["20261120_001", "20261121_001"])
        try migrator.up()
        let after = try await Migrator.pending(migrations, in: database)
        #expect(after.isEmpty)
      }
    }
  }

  @Test func `a database that is not there is named as such`() async throws {
    try await withFolder { folder in
      let address = try DatabaseAddress("host=/nonexistent dbname=x")
      let error = #expect(throws: MigrationError.self) { try Migrator(folder, address: address).up() }
      #expect(error?.message.hasPrefix("no connection to the database: ") == true)
    }
  }

  @Test func `our own migrations go there and back`() async throws {
    try await withTestDatabase { test in
      let folder = TestDatabase.migrations
      let migrator = Migrator(folder, address: try DatabaseAddress(test.address))
      let count = try folder.load().count
      #expect(count > 0)
      #expect(try migrator.down(count).count == count)
      try expectTables([], test)
      #expect(try migrator.up().count == count)
    }
  }

  private func withMigrations(
    _ body: (MigrationFolder, Migrator, TestDatabase) async throws -> Void
  ) async throws {
    try await withEmptySchema { test in
      try await withFolder { folder in
        try folder.write("20261120_001_one", up: "CREATE TABLE one ();", down: "DROP TABLE one;")
        try folder.write("20261121_001_two", up: "CREATE TABLE two ();", down: "DROP TABLE two;")
        try await body(folder, Migrator(folder, address: try DatabaseAddress(test.address)), test)
      }
    }
  }

  private func expectStates(
    _ expected: [String], _ migrator: Migrator, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let states = try migrator.status().map { status in
      switch status.state {
      case .applied: "\(status.name) applied"
      case .pending: "\(status.name) pending"
      case .changed: "\(status.name) changed"
      case .missing: "\(status.name) missing"
      }
    }
    #expect(states == expected, sourceLocation: sourceLocation)
  }

  private func expectTables(
    _ expected: [String], _ test: TestDatabase, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let rows = try test.query(
      """
      SELECT tablename::text FROM pg_tables
      WHERE schemaname = current_schema() AND tablename <> 'schema_migrations' ORDER BY tablename
      """)
    #expect(try rows.map { try $0.decode(String.self) } == expected, sourceLocation: sourceLocation)
  }
}
