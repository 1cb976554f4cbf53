internal import CivilTime

/// The table of what has been applied, and the lock that lets one at a time change it.
final class MigrationLedger {
  struct Entry {
    let version: String
    let name: String
    let checksum: String
    let appliedAt: Instant
  }

  private let connection: BlockingConnection

  init(_ address: DatabaseAddress) throws(MigrationError) {
    do {
      connection = try BlockingConnection(to: address)
    } catch {
      throw MigrationError(nil, "no connection to the database: \(error.message)")
    }
  }

  /// Runs `body` in a transaction, under the lock, with the table there.
  func step<Outcome>(_ body: () throws(MigrationError) -> Outcome) throws(MigrationError) -> Outcome {
    try run("BEGIN")
    do {
      // A lock of the transaction and not of the session: it ends with it, whatever happens, behind a pooler too.
      try run("SELECT set_config('lock_timeout', \(Self.turnLimit), true)")
      try run("SELECT pg_advisory_xact_lock(\(Self.lock))")
      try run("SELECT set_config('lock_timeout', \(Self.tableLimit), true)")
      try run(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          version text PRIMARY KEY,
          name text NOT NULL,
          checksum text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now()
        )
        """)
      let outcome = try body()
      try run("COMMIT")
      return outcome
    } catch {
      // The first error is the one to tell of.
      _ = try? connection.query("ROLLBACK")
      throw error
    }
  }

  /// Any number that no other program of this database uses: the letters of "calento".
  private static let lock: Int64 = 0x63_61_6c_65_6e_74_6f
  /// How long one server waits for another to finish a migration.
  private static let turnLimit = "300s"
  /// How long a migration waits for a table that is in use, and so holds up everybody who comes after it.
  private static let tableLimit = "10s"

  /// What has been applied; nothing where the table is not there.
  func entries() throws(MigrationError) -> [Entry] {
    let known = try run("SELECT to_regclass('schema_migrations') IS NOT NULL")
    do {
      guard try known.first?.value(at: 0, as: Bool.self) == true else { return [] }
      let rows = try run("SELECT version, name, checksum, applied_at FROM schema_migrations ORDER BY version")
      return try rows.map { row throws(DatabaseError) in
        let (version, name, checksum, appliedAt) = try row.decode(
          String.self, String.self, String.self, Instant.self)
        return Entry(version: version, name: name, checksum: checksum, appliedAt: appliedAt)
      }
    } catch {
      throw (error as? MigrationError) ?? MigrationError(nil, "schema_migrations: \(error)")
    }
  }

  /// Runs one way of a migration; `firstLine` is where it begins in the file.
  func run(_ script: String, of migration: Migration, firstLine: Int) throws(MigrationError) {
    do {
      try connection.run(script: script)
    } catch {
      let line = error.position.map { firstLine + script.unicodeScalars.prefix($0 - 1).count { $0 == "\n" } }
      throw MigrationError(migration.fileName, error.error.description, line: line)
    }
    guard connection.isInTransaction else {
      throw MigrationError(migration.fileName, "it must not end its transaction")
    }
  }

  func add(_ migration: Migration) throws(MigrationError) {
    try run(
      """
      INSERT INTO schema_migrations (version, name, checksum)
      VALUES (\(migration.version), \(migration.name), \(migration.checksum))
      """)
  }

  func remove(_ migration: Migration) throws(MigrationError) {
    try run("DELETE FROM schema_migrations WHERE version = \(migration.version)")
  }

  @discardableResult
  private func run(_ query: Query) throws(MigrationError) -> Rows {
    do {
      return try connection.query(query)
    } catch {
      throw MigrationError(nil, error.description)
    }
  }
}
