internal import Guard
public import Postgres

/// A database, or a part of one, that a test has for itself.
public struct TestDatabase: Sendable {
  public let name: String
  /// As `DATABASE_URL` would have it.
  public let address: String
  private let isMigrated: Bool

  /// A database with the schema of `migrations/` and no rows, or an empty one; `drop` ends it.
  public static func fresh(migrated: Bool = true) throws -> TestDatabase {
    try stock.withLock { try migrated ? $0.takeMigrated() : $0.makeEmpty() }
  }

  /// An empty schema of its own in a database that all tests share: quicker than a database, and enough for tests that
  /// bring their tables along. The extension `btree_gist` is there. It goes with the cluster.
  public static func emptySchema() throws -> TestDatabase {
    let name = stock.withLock { $0.nextName() }
    try shared.run("CREATE SCHEMA \(name)")
    return TestDatabase(name: name, address: shared.address + " options='-c search_path=\(name),public'")
  }

  /// One that all tests of the process share: for those that only read, or use temporary tables.
  public static var shared: TestDatabase { TestDatabase(database: "scratch") }

  /// Ends its sessions too.
  public func drop() throws {
    if isMigrated {
      try TestDatabase.stock.withLock { try $0.takeBack(self) }
    } else {
      try TestDatabase.administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }
  }

  /// Runs statements by a connection of their own and waits for them.
  public func run(_ script: String) throws {
    try BlockingConnection(to: DatabaseAddress(address)).run(script: script)
  }

  /// Runs one statement by a connection of its own and waits for its answer.
  @discardableResult
  public func query(_ query: Query) throws -> Rows {
    try BlockingConnection(to: DatabaseAddress(address)).query(query)
  }

  /// The repository's own.
  public static var migrations: MigrationFolder {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return MigrationFolder("/\(root)/migrations")
  }

  init(database name: String, isMigrated: Bool = false) {
    self.init(name: name, address: TestCluster.shared.address(database: name), isMigrated: isMigrated)
  }

  private init(name: String, address: String, isMigrated: Bool = false) {
    (self.name, self.address, self.isMigrated) = (name, address, isMigrated)
  }

  private static let stock = Guarded(DatabaseStock())

  static func administer(_ statement: String) throws {
    try TestDatabase(database: "postgres").run(statement)
  }
}

/// Gives a test a fresh database for as long as it runs.
public func withTestDatabase<Outcome>(
  migrated: Bool = true, _ body: (TestDatabase) async throws -> Outcome
) async throws -> Outcome {
  let database = try TestDatabase.fresh(migrated: migrated)
  do {
    let outcome = try await body(database)
    try database.drop()
    return outcome
  } catch {
    try database.drop()
    throw error
  }
}
