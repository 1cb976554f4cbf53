public import CivilTime

/// Brings a database to the schema of a folder of migrations, or back. Uses a connection of its own and waits: for
/// start-up and command lines.
///
/// Each step is a transaction that first takes a lock on the whole undertaking and looks again at what has been done,
/// so any number of servers may start at once, and one that is killed leaves nothing half-done. What is in the
/// database and not in the folder belongs to a newer version of the program and is left alone.
public struct Migrator: Sendable {
  private let folder: MigrationFolder
  private let address: DatabaseAddress

  public init(_ folder: MigrationFolder, address: DatabaseAddress) {
    self.folder = folder
    self.address = address
  }

  /// Where one migration stands.
  public struct Status: Sendable, Equatable {
    /// Where one migration stands in a database.
    public enum State: Sendable, Equatable {
      case applied(Instant)
      case pending
      /// Applied, and its file has changed since.
      case changed(Instant)
      /// Applied, and there is no such file.
      case missing(Instant)
    }

    public let version: String
    public let name: String
    public let state: State
  }

  /// Applies all that are pending and returns them.
  @discardableResult
  public func up() throws(MigrationError) -> [Migration] {
    let migrations = try folder.load()
    let ledger = try MigrationLedger(address)
    var done: [Migration] = []
    while let next = try ledger.step({ () throws(MigrationError) in try applyNext(of: migrations, ledger) }) {
      done.append(next)
    }
    return done
  }

  /// Takes the last ones back, newest first, and returns them.
  @discardableResult
  public func down(_ count: Int = 1) throws(MigrationError) -> [Migration] {
    let migrations = try folder.load()
    let ledger = try MigrationLedger(address)
    var undone: [Migration] = []
    while undone.count < count {
      guard let last = try ledger.step({ () throws(MigrationError) in try undoLast(of: migrations, ledger) }) else {
        break
      }
      undone.append(last)
    }
    return undone
  }

  /// Every migration there is, in the folder or in the database.
  public func status() throws(MigrationError) -> [Status] {
    let migrations = try folder.load()
    let ledger = try MigrationLedger(address)
    let entries = try ledger.entries()
    return Migrator.compare(migrations, entries)
  }

  private func applyNext(of migrations: [Migration], _ ledger: MigrationLedger) throws(MigrationError) -> Migration? {
    let statuses = Migrator.compare(migrations, try ledger.entries())
    for status in statuses {
      if case .changed = status.state { throw changed(status) }
    }
    let pending = Set(statuses.filter { $0.state == .pending }.map(\.version))
    guard let next = migrations.first(where: { pending.contains($0.version) }) else { return nil }
    try ledger.run(next.up, of: next, firstLine: next.upLine + 2)
    try ledger.add(next)
    return next
  }

  private func undoLast(of migrations: [Migration], _ ledger: MigrationLedger) throws(MigrationError) -> Migration? {
    let statuses = Migrator.compare(migrations, try ledger.entries())
    guard let last = statuses.last(where: { $0.state != .pending }) else { return nil }
    switch last.state {
    case .changed: throw changed(last)
    case .missing: throw MigrationError(nil, "\(last.version)_\(last.name) was applied, but there is no such file")
    case .applied, .pending: break
    }
    guard let migration = migrations.first(where: { $0.version == last.version }) else { return nil }
    try ledger.run(migration.down, of: migration, firstLine: migration.downLine + 2)
    try ledger.remove(migration)
    return migration
  }

  private func changed(_ status: Status) -> MigrationError {
    MigrationError("\(status.version)_\(status.name).sql", "the file has changed since it was applied")
  }

  static func compare(_ migrations: [Migration], _ entries: [MigrationLedger.Entry]) -> [Status] {
    var statuses = migrations.map { migration in
      guard let entry = entries.first(where: { $0.version == migration.version }) else {
        return Status(version: migration.version, name: migration.name, state: .pending)
      }
      let isSame = entry.checksum == migration.checksum && entry.name == migration.name
      return Status(
        version: migration.version, name: migration.name,
        state: isSame ? .applied(entry.appliedAt) : .changed(entry.appliedAt))
    }
    for entry in entries where !migrations.contains(where: { $0.version == entry.version }) {
      statuses.append(Status(version: entry.version, name: entry.name, state: .missing(entry.appliedAt)))
    }
    return statuses.sorted { $0.version < $1.version }
  }
}

extension Migrator {
  /// The versions of a folder's migrations that a database has not, for a server that is up.
  public static func pending(_ migrations: [Migration], in database: Database) async throws(DatabaseError) -> [String] {
    var applied: Set<String> = []
    do {
      for row in try await database.query("SELECT version FROM schema_migrations") {
        applied.insert(try row.decode(String.self))
      }
    } catch {
      // A database nobody has touched yet.
      if error.state != .undefinedTable { throw error }
    }
    return migrations.map(\.version).filter { !applied.contains($0) }
  }
}
