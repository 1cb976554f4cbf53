extension ClusterPlace {
  /// The version of PostgreSQL that made the files; nil where there are none yet.
  var dataVersion: Int? {
    readText(data + "/PG_VERSION").flatMap { Int($0.prefix { $0.isNumber }) }
  }

  /// The settings a server is started with, as `pg_ctl` hands them to a shell. They stand on the command line and not
  /// in the cluster's files, so that a newer Calento brings its own.
  func serverOptions(for purpose: PrivateCluster.Purpose) -> String {
    let settings = common + (purpose == .lasting ? lasting : throwaway)
    return settings.map { "-c " + shellQuoted("\($0.name)=\($0.value)") }.joined(separator: " ")
  }

  private typealias Setting = (name: String, value: String)

  private var common: [Setting] {
    [
      ("listen_addresses", ""), ("port", "\(Self.port)"), ("unix_socket_directories", "\"\(sockets)\""),
      ("unix_socket_permissions", "0700"), ("timezone", "UTC"), ("log_timezone", "UTC"), ("log_checkpoints", "off"),
      ("jit", "off"), ("random_page_cost", "1.1"),
    ]
  }

  private var lasting: [Setting] {
    [("max_connections", "100"), ("shared_buffers", "128MB"), ("fsync", "on")]
  }

  private var throwaway: [Setting] {
    [
      ("max_connections", "200"), ("shared_buffers", "64MB"), ("fsync", "off"), ("synchronous_commit", "off"),
      ("full_page_writes", "off"), ("wal_level", "minimal"), ("max_wal_senders", "0"),
    ]
  }
}

private func shellQuoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
