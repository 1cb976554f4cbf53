internal import Glibc

/// How many files and sockets the process may have open.
enum Descriptors {
  /// Raises the limit as far as the system lets us and returns it.
  static func raiseLimit() -> Int {
    var limit = rlimit()
    let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(kind, &limit) == 0 else { return fallback }
    if limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = limit.rlim_max
      _ = setrlimit(kind, &limit)
      _ = getrlimit(kind, &limit)
    }
    return Int(clamping: limit.rlim_cur)
  }

  /// What every Unix gives.
  private static let fallback = 1024
}
