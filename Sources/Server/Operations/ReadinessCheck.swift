internal import Reactor

/// One thing the process needs to do its work: the database, its migrations.
public struct ReadinessCheck: Sendable {
  public let name: String
  private let run: @Sendable () async throws -> Void

  /// How long a check may take before it counts as failed: less than load balancers wait.
  static let patience: Duration = .seconds(2)

  /// `run` throws, in words for an operator, when the thing is not in order.
  public init(_ name: String, _ run: @escaping @Sendable () async throws -> Void) {
    self.name = name
    self.run = run
  }

  struct Outcome: Sendable {
    let name: String
    /// Nil when all is well.
    let failure: String?
  }

  /// Runs all at once, on the loop that asks.
  static func run(_ checks: [ReadinessCheck]) async -> [Outcome] {
    await withTaskGroup(of: (Int, Outcome).self) { group in
      for (index, check) in checks.enumerated() {
        group.addTask { (index, await check.outcome()) }
      }
      var outcomes: [(Int, Outcome)] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// A check that does not heed its cancellation is not waited for.
  private func outcome() async -> Outcome {
    guard let loop = EventLoop.current else { return Outcome(name: name, failure: "not on an event loop") }
    let first = await withCheckedContinuation { continuation in
      let race = Race(continuation, on: loop)
      race.begin(run)
    }
    return Outcome(name: name, failure: first)
  }
}

/// Between a check and the clock; the first to come in wins. Lives on one loop.
private final class Race {
  private let loop: EventLoop
  private var continuation: CheckedContinuation<String?, Never>?
  private var timer: TimerID?
  private var task: Task<Void, Never>?

  init(_ continuation: CheckedContinuation<String?, Never>, on loop: EventLoop) {
    self.continuation = continuation
    self.loop = loop
  }

  func begin(_ check: @escaping @Sendable () async throws -> Void) {
    timer = loop.schedule(after: ReadinessCheck.patience) { self.end("takes too long") }
    let here = Confined(self, to: loop)
    task = Task(executorPreference: loop) {
      var failure: String?
      do { try await check() } catch { failure = "\(error)" }
      here.value.end(failure)
    }
  }

  private func end(_ failure: String?) {
    guard let continuation else { return }
    self.continuation = nil
    if let timer { loop.cancel(timer) }
    task?.cancel()
    task = nil
    continuation.resume(returning: failure)
  }
}
