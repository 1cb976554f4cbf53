internal import CivilTime
internal import Postgres
internal import Reactor
internal import Store

/// Whether this server is the one that does a job, as its row in `jobs` says. While it is, nothing is asked but now and
/// then to stay it.
struct Tenure {
  let job: String
  let server: String
  private let database: Database
  private let clock: any Clock

  /// When it ends unless renewed; nil while another server has the job, as far as is known.
  private var end: Instant?
  /// When the job is to run next.
  private var next = Instant.distantPast
  private var lastNote = Instant.distantPast
  private var lastAsked = Instant.distantPast

  /// Long enough that a busy server does not lose its jobs, short enough that those of one that died are soon done.
  static let length = Duration.seconds(30)
  /// How often whoever has it asks to keep it, and everyone else whether it is free.
  static let step = Duration.seconds(10)

  init(_ job: String, server: String, _ database: Database, _ clock: any Clock) {
    (self.job, self.server, self.database, self.clock) = (job, server, database, clock)
  }

  private var now: Instant { Instant(microseconds: clock.wall) }

  /// Whether the job is this server's and due.
  mutating func isDue() async throws(DatabaseError) -> Bool {
    let now = now
    if lastAsked.after(Tenure.step) <= now { try await hold(at: now) }
    return end != nil && next <= now
  }

  var isHeld: Bool { end != nil }

  private mutating func hold(at now: Instant) async throws(DatabaseError) {
    let until = now.after(Tenure.length)
    var rows = try await database.query(JobLeases.hold(job, by: server, until: until, at: now))
    if rows.isEmpty, try await database.query(JobLeases.announce(job, at: now)).touchedCount > 0 {
      rows = try await database.query(JobLeases.hold(job, by: server, until: until, at: now))
    }
    lastAsked = now
    guard let row = rows.first else {
      end = nil
      return
    }
    let kept = try row.decode(Instant.self)
    // What this server itself decided is newer than what it last noted.
    next = end == nil ? kept : max(next, kept)
    end = until
  }

  /// The job was done. Often it need not be noted when.
  mutating func ran(_ pause: Duration, error: String?) async throws(DatabaseError) {
    let now = now
    next = now.after(pause)
    guard end != nil, error != nil || lastNote.after(Tenure.step) <= now else { return }
    lastNote = now
    try await database.query(JobLeases.ran(job, by: server, at: now, next: next, error: error))
  }

  /// Leaves the job to whoever wants it.
  mutating func release() async throws(DatabaseError) {
    guard end != nil else { return }
    end = nil
    try await database.query(JobLeases.release(job, by: server, at: now))
  }
}

extension Instant {
  func after(_ duration: Duration) -> Instant { adding(microseconds: duration.nanoseconds / 1_000) }
}
