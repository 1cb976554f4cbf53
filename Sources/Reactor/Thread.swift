internal import CEpoll
internal import Glibc

/// A thread of the operating system that runs one closure.
public struct Thread: Sendable {
  private let id: pthread_t

  public init(named name: String, _ body: @escaping @Sendable () -> Void) throws(SystemError) {
    var id = pthread_t()
    let box = Unmanaged.passRetained(Body(run: body))
    let code = pthread_create(
      &id, nil,
      { context in
        // The pointer is the one retained above, which no one else takes.
        guard let context else { return nil }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    if code != 0 {
      box.release()
      throw SystemError(call: "pthread_create", code: code)
    }
    self.id = id
    calento_name_thread(id, name)
  }

  /// Waits until the thread has ended; once, and not from itself.
  public func join() {
    pthread_join(id, nil)
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
