internal import Log
internal import Postgres
internal import Reactor
internal import Synchronization

/// Whether the database can be reached: asked four times a second, so that pages know within one second that it went
/// away, and that it came back, without each of them waiting to find out.
final class Pulse: Sendable {
  private let database: Database
  private let clock: any Clock
  private let log: Log
  /// Brings back a database that is ours to keep up; nil for somebody else's.
  private let revive: (@Sendable () async throws -> Void)?
  private let isBeating = Atomic(true)
  /// Since when nothing was heard, by the clock's monotonic time; 0 while all is well.
  private let silentSince = Atomic<Int64>(0)

  private static let pause: Duration = .milliseconds(250)
  /// In nanoseconds: less than the second within which pages say so, more than a busy machine's slow moment.
  private static let patience: Int64 = 900_000_000

  init(_ database: Database, clock: any Clock, log: Log, revive: (@Sendable () async throws -> Void)?) {
    self.database = database
    self.clock = clock
    self.log = log
    self.revive = revive
  }

  var isUp: Bool {
    guard isBeating.load(ordering: .relaxed) else { return false }
    let since = silentSince.load(ordering: .relaxed)
    return since == 0 || clock.monotonic - since < Pulse.patience
  }

  /// Feels the pulse for as long as the task lives.
  func feel(on loop: EventLoop) async {
    while !Task.isCancelled {
      if silentSince.load(ordering: .relaxed) == 0 { silentSince.store(clock.monotonic, ordering: .relaxed) }
      do throws(DatabaseError) {
        _ = try await database.query("SELECT 1")
        heard()
      } catch {
        await missed(error)
      }
      try? await loop.sleep(for: Pulse.pause)
    }
  }

  private func heard() {
    silentSince.store(0, ordering: .relaxed)
    if !isBeating.exchange(true, ordering: .relaxed) { log.info("database is back") }
  }

  private func missed(_ error: DatabaseError) async {
    switch error.kind {
    // Busy is up, and being cancelled says nothing.
    case .busy, .cancelled: silentSince.store(0, ordering: .relaxed)
    // Slow may be one slow moment: time tells.
    case .timeout: break
    default:
      if isBeating.exchange(false, ordering: .relaxed) { log.error("database is away", ["error": .error(error)]) }
      await bringBack()
    }
  }

  private func bringBack() async {
    guard let revive else { return }
    do {
      try await revive()
    } catch {
      log.error("the private database can't be started", ["error": .error(error)])
    }
  }
}
