import Postgres
import Store
import TestDatabases
import Testing

/// The way back to a schema that knew of no two who ask for the same name.
@Suite struct UniqueNamesTests {
  @Test func `of those who ask for the same, the way back keeps who confirmed it, else who asked last`() async throws {
    try await withTestDatabase(migrated: false) { database in
      let migrator = Migrator(TestDatabase.migrations, address: try DatabaseAddress(database.address))
      try migrator.up()
      try database.run(
        """
        INSERT INTO users (id, email, username, password_hash, email_verified, created_at)
        SELECT gen_random_uuid(), email, username, '-', is_verified, timestamptz '2026-11-20' + n * interval '1 hour'
        FROM (VALUES
          (1, 'demo@example.org', 'demo', true), (2, 'DEMO@example.org', 'a-1', false),
          (3, 'b@example.org', 'demo', false), (4, 'c@example.org', 'lan', false),
          (5, 'd@example.org', 'lan', false), (6, 'e@example.org', 'erik', false)) t (n, email, username, is_verified)
        """)
      while try migrator.down().first?.name != "hold_names_once_confirmed" {}
      let kept = try database.query("SELECT username || ' ' || email FROM users ORDER BY created_at")
      #expect(
        try kept.map { try $0.decode(String.self) } == [
          "demo demo@example.org", "lan d@example.org", "erik e@example.org",
        ])
      #expect(throws: DatabaseError.self) {
        try database.query(
          "INSERT INTO users (id, email, username, password_hash) VALUES (gen_random_uuid(), 'x@y', 'lan', '-')")
      }
      try migrator.up()
    }
  }
}
