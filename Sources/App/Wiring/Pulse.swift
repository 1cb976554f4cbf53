internal import Log
internal import Postgres
internal import Reactor
internal import Synchronization

/// Whether the database can be reached: asked four times a second, so that pages know within one second that it went
/// away, and that it came back, without each of them waiting to find out.
final class Pulse: Sendable {
  private let database: Database
  private let log: Log
  private let isBeating = Atomic(true)

  private static let pause: Duration = .milliseconds(250)

  init(_ database: Database, log: Log) {
    self.database = database
    self.log = log
  }

  var isUp: Bool { isBeating.load(ordering: .relaxed) }

  /// Feels the pulse for as long as the task lives.
  func feel(on loop: EventLoop) async {
    var misses = 0
    while !Task.isCancelled {
      do throws(DatabaseError) {
        _ = try await database.query("SELECT 1")
        misses = 0
        if !isBeating.exchange(true, ordering: .relaxed) { log.info("database is back") }
      } catch {
        misses += 1
        if isGone(error, misses), isBeating.exchange(false, ordering: .relaxed) {
          log.error("database is away", ["error": .error(error)])
        }
      }
      try? await loop.sleep(for: Pulse.pause)
    }
  }

  /// Busy is up, being cancelled says nothing, and slow may be one slow moment: only a connection that is gone is
  /// believed at once.
  private func isGone(_ error: DatabaseError, _ misses: Int) -> Bool {
    switch error.kind {
    case .busy, .cancelled: false
    case .timeout: misses > 1
    default: true
    }
  }
}
