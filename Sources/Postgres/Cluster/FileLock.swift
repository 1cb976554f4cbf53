internal import Glibc
internal import Reactor

/// A lock on a file, given up by the system when the process ends, however it ends.
final class FileLock {
  private let descriptor: Int32

  init(_ path: String) throws(ClusterError) {
    do {
      descriptor = try system("open") { open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600) }
    } catch {
      throw ClusterError("\(path): \(error)")
    }
  }

  deinit {
    close(descriptor)
  }

  /// Waits until nobody else holds it.
  func lock() throws(ClusterError) {
    try take(LOCK_EX)
  }

  /// Holds it together with others.
  func share() throws(ClusterError) {
    try take(LOCK_SH)
  }

  /// False where somebody else holds it.
  func tryLock() -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  func unlock() {
    flock(descriptor, LOCK_UN)
  }

  private func take(_ operation: Int32) throws(ClusterError) {
    do {
      try system("flock") { flock(descriptor, operation) }
    } catch {
      throw ClusterError("\(error)")
    }
  }
}
