internal import FoundationEssentials
internal import Glibc
internal import Guard
internal import Postgres

/// A PostgreSQL cluster for this process's tests alone: made when the first test asks for a database, removed at exit.
/// What a killed process leaves behind is removed by the next one.
final class TestCluster: Sendable {
  private let cluster: Guarded<PrivateCluster>
  private let folder: String

  static let shared: TestCluster = {
    do {
      TestCluster.removeStale()
      let cluster = try TestCluster()
      atexit { TestCluster.shared.remove() }
      return cluster
    } catch {
      fatalError("there is no PostgreSQL for the tests: \(error)")
    }
  }()

  private init() throws {
    folder = "\(Self.parent)/\(Self.prefix)\(getpid())"
    let cluster = try PrivateCluster(in: folder, for: .throwaway, database: "scratch")
    try BlockingConnection(to: DatabaseAddress(cluster.address)).run(script: "CREATE EXTENSION btree_gist")
    self.cluster = Guarded(cluster)
  }

  func address(database: String) -> String {
    cluster.withLock { $0.address(database: database) }
  }

  private func remove() {
    cluster.withLock { try? $0.stop() }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A short path, as a socket's may not be long; the number of the process that it belongs to stands first in its name.
  private static let parent = "/tmp"
  private static let prefix = "calento-tests-"

  private static func removeStale() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let number = name.dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = pid_t(number), kill(process, 0) == -1, errno == ESRCH else { continue }
      let folder = "\(parent)/\(name)"
      try? PrivateCluster.stopLeftover(in: folder)
      try? FileManager.default.removeItem(atPath: folder)
    }
  }
}
