public import Glibc

/// State that several threads share, reached by one of them at a time. It stands on pthread's lock and not on the
/// toolchain's `Mutex`, whose slow path the thread sanitizer cannot see: with this one it finds who forgot to lock.
// Sendable: nobody reaches the state but by `withLock`, and nothing of it gets out but what is sent.
public struct Guarded<State>: ~Copyable, @unchecked Sendable {
  @usableFromInline let room: UnsafeMutablePointer<Room>

  /// Lock and state, at one address from birth to death.
  @usableFromInline struct Room {
    @usableFromInline var lock = pthread_mutex_t()
    @usableFromInline var state: State

    @usableFromInline init(state: consuming State) {
      self.state = state
    }
  }

  @inlinable
  public init(_ state: consuming sending State) {
    room = .allocate(capacity: 1)
    room.initialize(to: Room(state: state))
    prepare(&room.pointee.lock)
  }

  @inlinable
  deinit {
    pthread_mutex_destroy(&room.pointee.lock)
    room.deinitialize(count: 1)
    room.deallocate()
  }

  /// Does `body` while no other thread is inside. Asked for again from inside it traps, as it would wait forever.
  @inlinable
  public borrowing func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending State) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    let refusal = pthread_mutex_lock(&room.pointee.lock)
    precondition(refusal == 0, "a thread asked for a lock that it holds")
    defer { pthread_mutex_unlock(&room.pointee.lock) }
    return try body(&room.pointee.state)
  }
}

/// A lock that knows its thread.
@usableFromInline
func prepare(_ lock: UnsafeMutablePointer<pthread_mutex_t>) {
  var attributes = pthread_mutexattr_t()
  pthread_mutexattr_init(&attributes)
  defer { pthread_mutexattr_destroy(&attributes) }
  pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
  let refusal = pthread_mutex_init(lock, &attributes)
  precondition(refusal == 0, "no lock to be had")
}
