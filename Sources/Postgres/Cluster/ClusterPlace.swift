internal import Crypto
internal import Glibc

/// Where a cluster lives: its files, its socket, its log and the locks of those who use it.
struct ClusterPlace {
  let folder: String
  let sockets: String

  var data: String { folder + "/data" }
  /// Where a new cluster is made; it becomes `data` when it is whole.
  var unfinishedData: String { folder + "/data.new" }
  var log: String { folder + "/log" }
  /// Held while somebody starts or stops the cluster.
  var startLock: String { folder + "/start.lock" }
  /// Held, shared, by each process that uses it.
  var usersLock: String { folder + "/users.lock" }

  /// The address of a database of this cluster.
  func address(database: String) -> String {
    // In libpq's text a value stands in quotes, inside of which quote and backslash are escaped.
    let host = sockets.flatMap { $0 == "'" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "host='\(String(host))' port=\(Self.port) user=\(Self.user) dbname=\(database)"
  }

  /// Only part of the socket's name: nothing listens on a network.
  static let port = 5432
  static let user = "calento"

  /// Makes the folders. A checkout that the account can't get into, as one under /root, keeps its cluster under
  /// `/var/lib/calento` instead, and a path too long for a socket has its socket under `/run` or `/tmp`.
  static func prepare(in wanted: String, for account: Account) throws(ClusterError) -> ClusterPlace {
    try makeFolders(above: wanted)
    try account.ownFolder(wanted)
    var folder = try realPath(wanted)
    let mark = String(SHA256.hash(folder.utf8).hex.prefix(12))
    if try !account.canUse(folder) {
      folder = "/var/lib/calento/\(mark)"
      try makeFolders(above: folder)
      try account.ownFolder(folder)
    }
    var sockets = folder + "/run"
    if "\(sockets)/.s.PGSQL.\(port)".utf8.count > longestSocketPath {
      sockets = geteuid() == 0 ? "/run/calento-\(mark)" : "/tmp/calento-\(geteuid())-\(mark)"
    }
    try account.ownFolder(sockets)
    return ClusterPlace(folder: folder, sockets: sockets)
  }

  /// `sun_path` has 108 bytes, the last one null.
  private static let longestSocketPath = 107

  private static func makeFolders(above path: String) throws(ClusterError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/").dropLast() {
      made += name + "/"
      if mkdir(made, 0o755) != 0 && errno != EEXIST {
        throw ClusterError("\(made): \(String(cString: strerror(errno)))")
      }
    }
  }

  private static func realPath(_ path: String) throws(ClusterError) -> String {
    guard let real = realpath(path, nil) else { throw ClusterError("\(path): \(String(cString: strerror(errno)))") }
    defer { free(real) }
    return String(cString: real)
  }
}
