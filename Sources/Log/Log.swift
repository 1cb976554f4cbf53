public import Reactor

/// One structured line per happening: a fixed message, so that it can be searched for, and typed fields beside it.
///
/// On an event loop lines are gathered and written when its turn ends; elsewhere each is written at once. No value can
/// forge a line or a field: everything is escaped bytewise and bounded.
public final class Log: Sendable {
  /// How a line looks.
  public enum Format: Sendable {
    /// For people: aligned, with colours on a terminal.
    case text
    /// For machines: one JSON object a line.
    case json
  }

  /// How much a line matters.
  public enum Level: UInt8, Comparable, Sendable {
    case debug, info, warning, error

    public static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }
  }

  public let format: Format
  public let minimum: Level
  private let clock: any Clock
  private let sink: any LogSink
  private let lanes: [LogLane]

  /// One for threads that are no loop's, the others for loops; loops that share a lane merely share its lock.
  private static let laneCount = 33
  /// How long a thread that is no loop's may wait for whoever reads the log, in one write.
  private static let patience: Duration = .milliseconds(200)
  /// How long a loop leaves a full pipe alone.
  private static let pause: Duration = .milliseconds(20)

  public init(
    _ format: Format, minimum: Level = .info, clock: any Clock = SystemClock(), to sink: any LogSink = .standardError
  ) {
    self.format = format
    self.minimum = minimum
    self.clock = clock
    self.sink = sink
    lanes = (0..<Log.laneCount).map { _ in LogLane() }
  }

  public func debug(_ message: StaticString, _ fields: KeyValuePairs<StaticString, LogValue> = [:]) {
    write(.debug, message, fields)
  }

  public func info(_ message: StaticString, _ fields: KeyValuePairs<StaticString, LogValue> = [:]) {
    write(.info, message, fields)
  }

  public func warning(_ message: StaticString, _ fields: KeyValuePairs<StaticString, LogValue> = [:]) {
    write(.warning, message, fields)
  }

  public func error(_ message: StaticString, _ fields: KeyValuePairs<StaticString, LogValue> = [:]) {
    write(.error, message, fields)
  }

  public func isOn(_ level: Level) -> Bool { level >= minimum }

  /// A line whose fields are put in one by one, so that a hot path needs no values in between.
  public func write(_ level: Level, _ message: StaticString, fields: (inout LogLine) -> Void) {
    guard isOn(level) else { return }
    let loop = EventLoop.current
    let lane = lanes[loop.map { 1 + $0.index % (Log.laneCount - 1) } ?? 0]
    var line = LogLine(format, level, at: clock.wall, message, in: lane.room(), inColour: sink.isTerminal)
    fields(&line)
    lane.add(line.ended())
    if let loop {
      if lane.needsFlush() { loop.atTurnEnd { self.flush(lane, on: loop) } }
    } else {
      lane.flush(to: sink, patience: Log.patience, dropped: droppedLine)
    }
  }

  /// Writes out whatever waits, from any thread: the last thing a process does.
  public func flush() {
    for lane in lanes { lane.flush(to: sink, patience: Log.patience, dropped: droppedLine) }
  }

  private func write(_ level: Level, _ message: StaticString, _ fields: KeyValuePairs<StaticString, LogValue>) {
    write(level, message) { line in
      for (name, value) in fields { line.add(name, value) }
    }
  }

  private func flush(_ lane: LogLane, on loop: EventLoop) {
    let isDone = lane.flush(to: sink, patience: .zero, dropped: droppedLine)
    if !isDone { loop.schedule(after: Log.pause) { self.flush(lane, on: loop) } }
  }

  private func droppedLine(_ count: Int) -> [UInt8] {
    var line = LogLine(
      format, .warning, at: clock.wall, "log lines dropped, the reader is too slow", in: [],
      inColour: sink.isTerminal)
    line.add("count", count)
    return line.ended()
  }
}
