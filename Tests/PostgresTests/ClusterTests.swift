import FoundationEssentials
import Glibc
import Testing

@testable import Postgres

/// A cluster takes its time to make, so most tests share the files of one, one after the other.
@Suite(.serialized) struct ClusterTests {
  static let folder = "/tmp/calento-tests-\(getpid())-cluster"

  init() {
    ClusterTests.removeAtExit
  }

  private static let removeAtExit: Void = {
    _ = atexit { try? FileManager.default.removeItem(atPath: ClusterTests.folder) }
  }()

  @Test func `a cluster is made, serves, and keeps what it was given`() throws {
    let folder = Self.folder
    let first = try PrivateCluster(in: folder, for: .throwaway)
    try run(first, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int); INSERT INTO kept VALUES (7)")
    try first.stop()
    try first.stop()
    #expect(throws: DatabaseError.self) { try run(first, "SELECT 1") }
    let second = try PrivateCluster(in: folder, for: .throwaway)
    #expect(try kept(second) == 7)
    try second.stop()
  }

  @Test func `several share a cluster, and the last one out stops it`() throws {
    let folder = Self.folder
    let first = try PrivateCluster(in: folder, for: .throwaway)
    let second = try PrivateCluster(in: folder, for: .throwaway, database: "other")
    #expect(try serverProcess(first) == serverProcess(second))
    try first.stop()
    try run(second, "SELECT 1")
    try second.stop()
    #expect(throws: DatabaseError.self) { try run(second, "SELECT 1") }
  }

  @Test func `a cluster whose user was killed is found running and stopped by the next`() throws {
    let folder = Self.folder
    var killed: PrivateCluster? = try PrivateCluster(in: folder, for: .throwaway)
    let process = try serverProcess(try #require(killed))
    // What a kill leaves: the locks are given up, the server runs on.
    killed = nil
    let next = try PrivateCluster(in: folder, for: .throwaway)
    #expect(try serverProcess(next) == process)
    try next.stop()
    #expect(throws: DatabaseError.self) { try run(next, "SELECT 1") }
  }

  @Test func `a cluster whose server was killed starts again with what was committed`() throws {
    let folder = Self.folder
    let cluster = try PrivateCluster(in: folder, for: .throwaway)
    try run(cluster, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (n int); INSERT INTO kept VALUES (7); CHECKPOINT")
    kill(try serverProcess(cluster), SIGKILL)
    let next = try PrivateCluster(in: folder, for: .throwaway)
    #expect(try kept(next) == 7)
    try cluster.stop()
    try next.stop()
  }

  @Test func `a note of a process that is somebody else's now does not hold it up`() throws {
    let folder = Self.folder
    let cluster = try PrivateCluster(in: folder, for: .throwaway)
    try cluster.stop()
    try Data("\(getpid())\n\(folder)/data\n".utf8).write(to: URL(filePath: "\(folder)/data/postmaster.pid"))
    let next = try PrivateCluster(in: folder, for: .throwaway)
    try run(next, "SELECT 1")
    try next.stop()
  }

  @Test func `a cluster that was half made is made anew, and a long path is no obstacle`() throws {
    let long = String(repeating: "deep-", count: 20)
    let folder = "/tmp/calento-it's \(long)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let account = try Account.forCluster(in: "/nowhere")
    try account.ownFolder(folder + "/data.new")
    chown(folder, account.user, account.group)
    let cluster = try PrivateCluster(in: folder, for: .throwaway)
    try run(cluster, "SELECT 1")
    let sockets = try #require(try DatabaseAddress(cluster.address)["host"])
    #expect(sockets.utf8.count < 80)
    try cluster.stop()
    try FileManager.default.removeItem(atPath: sockets)
  }

  @Test func `a folder that the server's account can't get into is no obstacle`() throws {
    let closed = "/tmp/calento-closed-\(getpid())"
    try FileManager.default.createDirectory(atPath: closed, withIntermediateDirectories: false)
    chmod(closed, 0o700)
    defer { try? FileManager.default.removeItem(atPath: closed) }
    let account = try Account.forCluster(in: closed + "/var/postgres")
    let place = try ClusterPlace.prepare(in: closed + "/var/postgres", for: account)
    #expect(try account.canUse(place.folder))
    #expect(try account.canUse(place.sockets))
    if place.folder.hasPrefix("/var/lib") { try FileManager.default.removeItem(atPath: place.folder) }
  }

  func run(_ cluster: PrivateCluster, _ script: String) throws {
    try BlockingConnection(to: DatabaseAddress(cluster.address)).run(script: script)
  }

  private func kept(_ cluster: PrivateCluster) throws -> Int? {
    let rows = try BlockingConnection(to: DatabaseAddress(cluster.address)).query("SELECT n FROM kept")
    return try rows.first?.decode(Int.self)
  }

  private func serverProcess(_ cluster: PrivateCluster) throws -> pid_t {
    let query: Query = """
      SELECT split_part(pg_read_file(current_setting('data_directory') || '/postmaster.pid'), E'\\n', 1)::int
      """
    let rows = try BlockingConnection(to: DatabaseAddress(cluster.address)).query(query)
    return try #require(try rows.first?.decode(Int32.self))
  }
}

struct ClusterPartTests {
  @Test func `a version that is not installed is named with its package`() {
    #expect(throws: ClusterError("the cluster was made by PostgreSQL 9: install the package postgresql-9")) {
      try PostgresPrograms.find(version: 9)
    }
  }

  @Test func `the programs found are of a version that will do`() throws {
    #expect(try PostgresPrograms.find().version >= PostgresPrograms.oldestVersion)
  }

  @Test func `a folder that somebody else laid out is refused`() throws {
    let trap = "/tmp/calento-trap-\(getpid())"
    defer { unlink(trap) }
    symlink("/etc", trap)
    let error = #expect(throws: ClusterError.self) { try Account.forCluster(in: "/nowhere").ownFolder(trap) }
    #expect(error?.description.contains("is there already") == true)
  }

  @Test func `an address carries a folder with quotes and backslashes`() throws {
    let place = ClusterPlace(folder: "/x", sockets: "/it's a \\ folder")
    #expect(try DatabaseAddress(place.address(database: "d"))["host"] == "/it's a \\ folder")
  }

  @Test func `settings reach the server through a shell as they are`() throws {
    let place = ClusterPlace(folder: "/x", sockets: "/it's; rm -rf $HOME")
    let options = place.serverOptions(for: .throwaway)
    let echoed = try Command(program: "/bin/sh", arguments: ["-c", "printf '%s\\n' \(options)"]).run()
    #expect(echoed.output.split(separator: "\n").contains("unix_socket_directories=\"/it's; rm -rf $HOME\""))
    #expect(echoed.output.split(separator: "\n").contains("listen_addresses="))
  }

  @Test func `a command tells its status and what it printed`() throws {
    let outcome = try Command(program: "/bin/sh", arguments: ["-c", "echo out; echo err >&2; pwd; exit 3"]).run()
    #expect(outcome.status == 3)
    #expect(outcome.output == "out\nerr\n/\n")
    #expect(try Command(program: "/bin/sh", arguments: ["-c", "kill -9 $$"]).run().status == 137)
  }

  @Test func `a lock is held against others until it is given up`() throws {
    let path = "/tmp/calento-lock-\(getpid())"
    defer { unlink(path) }
    let (first, second) = (try FileLock(path), try FileLock(path))
    try first.share()
    try second.share()
    #expect(!second.tryLock())
    first.unlock()
    #expect(second.tryLock())
  }
}
