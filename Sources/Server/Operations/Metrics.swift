internal import Glibc
internal import Guard
internal import Reactor

/// What the process counts, in the text that Prometheus reads.
public final class Metrics: Sendable {
  private struct State {
    var loops: [Confined<LoopCounters>] = []
    var gauges: [Gauge] = []
  }

  private struct Gauge: Sendable {
    let name: StaticString
    let help: StaticString
    let value: @Sendable () -> Double
  }

  private let state = Guarded(State())

  public init() {}

  /// Adds a figure that is asked for whenever somebody reads the metrics.
  public func addGauge(_ name: StaticString, help: StaticString, _ value: @escaping @Sendable () -> Double) {
    state.withLock { $0.gauges.append(Gauge(name: name, help: help, value: value)) }
  }

  func add(_ counters: Confined<LoopCounters>) {
    state.withLock { $0.loops.append(counters) }
  }

  /// All figures now.
  public func text() async -> [UInt8] {
    var page = await traffic()
    page.addProcess()
    for gauge in state.withLock({ $0.gauges }) { page.gauge(gauge.name, gauge.help, gauge.value()) }
    return page.text
  }

  /// What the loops have counted, without what costs a look around the system.
  func traffic() async -> MetricsPage {
    var counts: [LoopCounters.Counts] = []
    for counters in state.withLock({ $0.loops }) { counts.append(await Metrics.copy(of: counters)) }
    var page = MetricsPage()
    page.add(counts)
    return page
  }

  private static func copy(of counters: Confined<LoopCounters>) async -> LoopCounters.Counts {
    await withTaskExecutorPreference(counters.loop) { counters.value.counts }
  }
}
