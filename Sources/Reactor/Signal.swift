internal import Glibc

/// A counting semaphore between threads of the pool.
///
/// `@unchecked Sendable` holds because a POSIX semaphore is made to be shared and its address never changes.
final class Signal: @unchecked Sendable {
  private let semaphore: UnsafeMutablePointer<sem_t>
  /// More than the pool has threads, so that every one of them gets through once released.
  private static let all = 1024

  init() {
    semaphore = .allocate(capacity: 1)
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func release() { sem_post(semaphore) }

  func releaseAll() {
    for _ in 0..<Signal.all { sem_post(semaphore) }
  }

  func acquire() {
    while sem_wait(semaphore) == -1 {}
  }
}
