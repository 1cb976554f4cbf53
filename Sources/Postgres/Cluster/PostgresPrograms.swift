internal import Glibc

/// Where PostgreSQL's programs are installed.
struct PostgresPrograms {
  let folder: String
  let version: Int

  static let oldestVersion = 15

  func command(_ name: String, _ arguments: [String], as account: Account) -> Command {
    account.command("\(folder)/\(name)", arguments)
  }

  /// The newest that are installed, or those of exactly `version`: a cluster's files are of one version.
  static func find(version: Int? = nil) throws(ClusterError) -> PostgresPrograms {
    let candidates = debianFolders() + searchPath()
    for candidate in candidates where candidate.version == version ?? candidate.version { return candidate }
    if let version {
      throw ClusterError("the cluster was made by PostgreSQL \(version): install the package postgresql-\(version)")
    }
    throw ClusterError("PostgreSQL \(oldestVersion) or newer is not installed: install the package postgresql")
  }

  /// Debian keeps each version in a folder of its own, outside of the search path.
  private static func debianFolders() -> [PostgresPrograms] {
    let root = "/usr/lib/postgresql"
    let versions = entries(of: root).compactMap { Int($0) }.filter { $0 >= oldestVersion }
    return versions.sorted(by: >).map { PostgresPrograms(folder: "\(root)/\($0)/bin", version: $0) }
      .filter { $0.isComplete }
  }

  private static func searchPath() -> [PostgresPrograms] {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").compactMap { folder in
      let programs = PostgresPrograms(folder: String(folder), version: 0)
      guard programs.isComplete, let version = programs.askVersion(), version >= oldestVersion else { return nil }
      return PostgresPrograms(folder: programs.folder, version: version)
    }
  }

  private var isComplete: Bool {
    ["postgres", "initdb", "pg_ctl"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
  }

  /// `postgres (PostgreSQL) 15.20 (Debian …)`.
  private func askVersion() -> Int? {
    guard let outcome = try? Command(program: "\(folder)/postgres", arguments: ["--version"]).run() else { return nil }
    return outcome.output.split(separator: " ").lazy.compactMap { Int($0.prefix { $0.isNumber }) }.first
  }
}
