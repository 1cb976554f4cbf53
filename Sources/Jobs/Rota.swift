internal import Guard
public import Log
public import Postgres
public import Reactor

/// Has every job done in its time, each by one server, as long as this one runs.
public final class Rota: Sendable {
  private let jobs: [any Job]
  private let database: Database
  private let clock: any Clock
  private let log: Log
  private let server: String
  private let shift = Shift()
  private let tasks = Guarded<[Task<Void, Never>]>([])
  private let bells: [Bell]

  /// `server` is what this one is called among those on the same database.
  public init(_ jobs: [any Job], _ database: Database, clock: any Clock, log: Log, server: String) {
    self.jobs = jobs
    self.database = database
    self.clock = clock
    self.log = log
    self.server = server
    bells = jobs.map { $0.bell ?? Bell() }
  }

  /// Looks at every job at once: a server that died may have left something behind.
  public func start(on loop: EventLoop) {
    for bell in bells { bell.ring() }
    let started = zip(jobs, bells).map { job, bell in
      Task(executorPreference: loop) { await self.tend(job, bell, on: loop) }
    }
    tasks.withLock { $0 += started }
  }

  /// Begins nothing new and waits for what is under way, which after the limit is broken off.
  public func stop(within limit: Duration, on loop: EventLoop) async {
    shift.end()
    for bell in bells { bell.ring() }
    let tasks = tasks.withLock { $0 }
    let patience = Task(executorPreference: loop) {
      guard (try? await loop.sleep(for: limit)) != nil else { return }
      for task in tasks { task.cancel() }
    }
    for task in tasks { await task.value }
    patience.cancel()
  }

  private func tend(_ job: any Job, _ bell: Bell, on loop: EventLoop) async {
    var tenure = Tenure(job.name, server: server, database, clock)
    var lastComplaint: String?
    while !shift.isOver {
      let isRung = await bell.wait(for: rest(job, tenure), on: loop)
      if shift.isOver { break }
      do {
        let isDue = try await tenure.isDue()
        guard isDue || (isRung && job.bell != nil) else { continue }
        while try await job.run(shift), !shift.isOver {}
        try await tenure.ran(job.pause, error: nil)
        lastComplaint = nil
      } catch {
        let complaint = "\(error)"
        if complaint != lastComplaint { log.error("job failed", ["job": .string(job.name), "error": .error(error)]) }
        lastComplaint = complaint
        try? await tenure.ran(max(job.pause, Rota.pauseAfterFailure), error: complaint)
      }
    }
    try? await tenure.release()
  }

  /// Until the job is looked at again: more seldom where another server has it.
  private func rest(_ job: any Job, _ tenure: Tenure) -> Duration {
    tenure.isHeld ? min(job.pause, Tenure.step) : Tenure.step
  }

  private static let pauseAfterFailure = Duration.seconds(5)
}
