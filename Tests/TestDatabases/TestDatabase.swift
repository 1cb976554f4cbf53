public import Postgres
internal import Synchronization

/// A database that one test has for itself.
public struct TestDatabase: Sendable {
  public let name: String
  /// As `DATABASE_URL` would have it.
  public let address: String

  /// A database with the schema of `migrations/`, or an empty one; `drop` ends it.
  public static func fresh(migrated: Bool = true) throws -> TestDatabase {
    try state.withLock { state in
      let template = migrated ? try state.migratedTemplate() : "template1"
      state.made += 1
      let name = "test_\(state.made)"
      try run("CREATE DATABASE \(name) TEMPLATE \(template)")
      return TestDatabase(name: name)
    }
  }

  /// One that all tests of the process share: for those that only read, or use temporary tables.
  public static var shared: TestDatabase { TestDatabase(name: "scratch") }

  /// Ends its sessions too.
  public func drop() throws {
    try TestDatabase.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
  }

  /// Runs statements by a connection of their own and waits for them.
  public func run(_ script: String) throws {
    try BlockingConnection(to: DatabaseAddress(address)).run(script: script)
  }

  /// Runs one statement by a connection of its own and waits for its answer.
  public func query(_ query: Query) throws -> Rows {
    try BlockingConnection(to: DatabaseAddress(address)).query(query)
  }

  private init(name: String) {
    self.name = name
    address = TestCluster.shared.address(database: name)
  }

  private static let state = Mutex(State())

  private struct State {
    var made = 0
    var template: String?

    mutating func migratedTemplate() throws -> String {
      if let template { return template }
      let name = "migrated"
      try run("CREATE DATABASE \(name)")
      let address = try DatabaseAddress(TestCluster.shared.address(database: name))
      try Migrator(TestDatabase.migrations, address: address).up()
      template = name
      return name
    }
  }

  /// The repository's own.
  public static var migrations: MigrationFolder {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return MigrationFolder("/\(root)/migrations")
  }

  private static func run(_ statement: String) throws {
    let address = try DatabaseAddress(TestCluster.shared.address(database: "postgres"))
    try BlockingConnection(to: address).run(script: statement)
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
