internal import CPostgres
internal import Glibc

/// A PostgreSQL cluster of our own, reached by a socket in a closed folder alone, for where no `DATABASE_URL` is set.
///
/// Any number of processes may use it at once. Each holds a shared lock for as long as it lives; whoever starts finds
/// the cluster running or starts it, and whoever stops and finds nobody else's lock stops it. The system gives a lock
/// up when its process is killed, so a killed server leaves at most a running cluster behind, which the next one finds
/// and the last one stops. Everything here waits: for start-up code, not for event loops.
public final class PrivateCluster {
  /// What a cluster is for, which decides how careful it is.
  public enum Purpose: Sendable {
    /// Keeps people's data.
    case lasting
    /// Keeps nothing: quick, and lost when the machine fails.
    case throwaway
  }

  private let place: ClusterPlace
  private let server: ClusterServer
  private let users: FileLock
  private var isStopped = false

  /// The database named when the cluster was started.
  public let address: String

  /// Finds the cluster in `folder` running, or starts it, or makes it first; and the database in it likewise.
  public init(
    in folder: String, for purpose: Purpose = .lasting, database: String = "calento"
  ) throws(ClusterError) {
    let account = try Account.forCluster(in: folder)
    place = try ClusterPlace.prepare(in: folder, for: account)
    let starting = try FileLock(place.startLock)
    try starting.lock()
    defer { starting.unlock() }
    let programs = try PostgresPrograms.find(version: place.dataVersion)
    users = try FileLock(place.usersLock)
    address = place.address(database: database)
    if place.dataVersion == nil { try Self.make(place, programs, account, purpose) }
    server = ClusterServer(place: place, programs: programs, account: account)
    try server.start(for: purpose)
    try users.share()
    try makeDatabase(database)
  }

  /// The address of another database in this cluster.
  public func address(database: String) -> String {
    place.address(database: database)
  }

  /// Leaves the cluster, and stops it where nobody else uses it. Does nothing the second time.
  public func stop() throws(ClusterError) {
    if isStopped { return }
    isStopped = true
    let starting = try FileLock(place.startLock)
    try starting.lock()
    defer { starting.unlock() }
    users.unlock()
    guard users.tryLock() else { return }
    defer { users.unlock() }
    try server.stop()
  }

  /// Stops a server that was left running in a folder that nobody uses any more.
  package static func stopLeftover(in folder: String) throws(ClusterError) {
    let account = try Account.forCluster(in: folder)
    let place = try ClusterPlace.prepare(in: folder, for: account)
    guard let version = place.dataVersion else { return }
    let programs = try PostgresPrograms.find(version: version)
    try ClusterServer(place: place, programs: programs, account: account).stop()
  }

  private static func make(
    _ place: ClusterPlace, _ programs: PostgresPrograms, _ account: Account, _ purpose: Purpose
  ) throws(ClusterError) {
    // Left by a start that was killed half-way.
    _ = try account.command("/bin/rm", ["-rf", place.unfinishedData]).run()
    var arguments = [
      "-D", place.unfinishedData, "-U", ClusterPlace.user, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
    ]
    if purpose == .throwaway { arguments.append("--no-sync") }
    let outcome = try programs.command("initdb", arguments, as: account).run()
    guard outcome.isSuccess, rename(place.unfinishedData, place.data) == 0 else {
      throw ClusterError("the private database could not be made in \(place.data): \(outcome.output)")
    }
  }

  private func makeDatabase(_ name: String) throws(ClusterError) {
    do {
      let connection = try BlockingConnection(to: DatabaseAddress(place.address(database: "postgres")))
      let known = try connection.query("SELECT 1 FROM pg_database WHERE datname = \(name)")
      if known.isEmpty { try connection.query(.raw("CREATE DATABASE \(quoted(name))")) }
    } catch {
      throw ClusterError("the private database in \(place.folder): \(error)")
    }
  }
}

/// A name as it stands in SQL.
func quoted(_ name: String) -> String {
  "\"" + String(name.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }) + "\""
}
