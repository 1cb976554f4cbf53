internal import CivilTime
internal import Guard
public import Letters
public import Log
public import Mail
public import Postgres
public import Reactor
internal import Store

/// Sends what waits in `email_logs`.
///
/// Asks which owners have something due, claims their letters owner by owner, writes and hands over each, and notes
/// what became of it. A claim ends by itself, so nothing is lost with a server that dies; what it had handed over by
/// then must not go twice:
///
/// - A transport that knows a letter again (Maildir) is handed it again, which changes nothing.
/// - For one that does not (SMTP) the row says that the handing over begins before it does. Whoever finds such a row
///   left behind can't know whether the letter was taken, and neither can anybody after a mail server that fell silent
///   at a letter's end. It is not sent again by itself: it counts as failed, its row says why, and its owner may send it
///   again. Rather that than every guest of a bad hour having two.
public struct SendLetters: Job {
  public let name = "send_letters"
  public let pause = Duration.seconds(1)
  public let bell: Bell?

  let database: Database
  let stationery: Stationery
  let transport: any Transport
  let pool: BlockingPool
  let clock: any Clock
  let log: Log
  let patience: Patience
  /// Letters asked for at once.
  let batch: Int
  let way = Way()

  /// The bell is rung by whoever has written a letter.
  public init(
    _ database: Database, stationery: Stationery, transport: any Transport, pool: BlockingPool, clock: any Clock,
    log: Log, patience: Patience = Patience(), batch: Int = 200, bell: Bell? = nil
  ) {
    self.database = database
    self.stationery = stationery
    self.transport = transport
    self.pool = pool
    self.clock = clock
    self.log = log
    self.patience = patience
    self.batch = batch
    self.bell = bell
  }

  var now: Instant { Instant(microseconds: clock.wall) }

  public func run(_ shift: Shift) async throws -> Bool {
    guard way.isOpen(at: now) else { return false }
    let due = try await database.query(LetterQueue.due(at: now, limit: batch))
    for (owner, letters) in try OwnedLetters.list(due) {
      try await send(letters, of: owner, shift)
      if shift.isOver || !way.isOpen(at: now) { return false }
    }
    return due.count == batch
  }

  /// While no letter at all can leave there is no use in trying each.
  final class Way: Sendable {
    private let closedUntil = Guarded<Instant?>(nil)

    /// Between two looks at a way that is closed.
    static let pause = Duration.seconds(15)

    func isOpen(at now: Instant) -> Bool { closedUntil.withLock { $0.map { $0 <= now } ?? true } }

    /// True if it was open before.
    func close(at now: Instant) -> Bool {
      closedUntil.withLock { end in
        defer { end = now.after(Way.pause) }
        return end == nil
      }
    }

    /// True if it was closed before.
    func open() -> Bool {
      closedUntil.withLock { end in
        defer { end = nil }
        return end != nil
      }
    }
  }
}
