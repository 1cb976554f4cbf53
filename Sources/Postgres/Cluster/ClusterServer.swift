internal import CPostgres
internal import Glibc

/// The server process of a cluster: looks whether it runs, starts and stops it.
struct ClusterServer {
  let place: ClusterPlace
  let programs: PostgresPrograms
  let account: Account

  /// Seconds that a start may take; after a crash the server first reads its log again.
  private static let startLimit = 120
  /// Seconds that it may take to end sessions and write what is left.
  private static let stopLimit = 60

  /// Does nothing where it runs.
  func start(for purpose: PrivateCluster.Purpose) throws(ClusterError) {
    switch try waitForAnswer() {
    case .runs: return
    case .isSilent: try control("stop", ["-m", "immediate", "-w", "-t", "\(Self.stopLimit)"])
    case .isDown: break
    }
    if runningProcess == nil { removeTraces() }
    let arguments = ["-w", "-t", "\(Self.startLimit)", "-l", place.log, "-o", place.serverOptions(for: purpose)]
    // After a kill the old server's last children may hold its memory for a moment.
    var lastError = ClusterError("")
    for _ in 0..<Self.attempts {
      do {
        return try control("start", arguments)
      } catch {
        lastError = error
        usleep(Self.attemptPause)
      }
    }
    throw lastError
  }

  private static let attempts = 25
  /// Microseconds.
  private static let attemptPause: useconds_t = 200_000

  func stop() throws(ClusterError) {
    if runningProcess == nil { return }
    try control("stop", ["-m", "fast", "-w", "-t", "\(Self.stopLimit)"])
  }

  private enum Answer {
    case runs, isDown
    /// It runs, but its socket is gone, or nobody answers there.
    case isSilent
  }

  /// Asks at the socket, for as long as a server is there that says it is starting or stopping.
  private func waitForAnswer() throws(ClusterError) -> Answer {
    let pause: useconds_t = 50_000
    for _ in 0..<Self.startLimit * 1_000_000 / Int(pause) {
      switch PQping(place.address(database: "postgres")) {
      case PQPING_OK: return .runs
      case PQPING_REJECT: usleep(pause)
      default: return runningProcess == nil ? .isDown : .isSilent
      }
    }
    throw ClusterError("the private database in \(place.folder) neither starts nor stops; its log is \(place.log)")
  }

  private func control(_ verb: String, _ arguments: [String]) throws(ClusterError) {
    let outcome = try programs.command("pg_ctl", [verb, "-D", place.data, "-s"] + arguments, as: account).run()
    if outcome.isSuccess { return }
    throw ClusterError("the private database did not \(verb): \(outcome.output); its log is \(place.log)")
  }

  /// The process of this cluster's server, where it lives. After a restart of the machine the number in the file may
  /// be any other program's, so it counts only where that process works in this cluster's folder.
  private var runningProcess: pid_t? {
    guard let process = noted, let folder = workingFolder(of: process), folder == place.data else { return nil }
    return process
  }

  /// What a server that was killed leaves: the new one would take the number in it for a server's even where it is
  /// another program's by now, or nobody's but not yet buried.
  private func removeTraces() {
    let socket = "\(place.sockets)/.s.PGSQL.\(ClusterPlace.port)"
    for file in [processFile, socket, socket + ".lock"] { unlink(file) }
  }

  private var processFile: String { place.data + "/postmaster.pid" }

  private var noted: pid_t? {
    readText(processFile)?.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  private func workingFolder(of process: pid_t) -> String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/\(process)/cwd", &path, path.count)
    guard length > 0 else { return nil }
    return String(decoding: path.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
