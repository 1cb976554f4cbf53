internal import Glibc
internal import HTTP
internal import Log
internal import Reactor

/// One loop's part of the server: its listeners, its connections, and the buffers they take turns with. Touched by
/// the loop's own thread alone.
final class Worker {
  let loop: EventLoop
  let parts: SharedParts
  let counters: LoopCounters
  let gzip = Gzip(level: Gzip.quick)
  /// What comes in, for whoever reads just now.
  let input: UnsafeMutableRawBufferPointer
  /// What goes out, for whoever writes just now; empty between two connections' turns.
  var output: [UInt8] = []
  var accessLog: AccessLog?

  private(set) var isDraining = false
  private(set) var turnedAway = 0
  private var listeners: [Listener] = []
  private var connections: [Connection?] = []
  private var freeSlots: [Int] = []
  private var whenEmpty: [() -> Void] = []
  private var lagTimer: TimerID?
  private var drainTimer: TimerID?
  private var ids = RequestIDs()
  private var dateNow = HTTPDate(seconds: 0)
  private var dateIsGoodUntil: Int64 = .min

  /// What the output buffer keeps between turns, in bytes; a larger one was for something rare.
  private static let keptOutput = 256 * 1024
  /// How often lateness is measured, in nanoseconds.
  private static let lagInterval: Int64 = 1_000_000_000

  init(_ loop: EventLoop, _ parts: SharedParts, _ counters: LoopCounters) {
    self.loop = loop
    self.parts = parts
    self.counters = counters
    input = .allocate(byteCount: parts.configuration.readSize, alignment: 16)
    if parts.configuration.logsAccess, parts.log.isOn(.info) { accessLog = AccessLog(parts.log) }
  }

  deinit {
    input.deallocate()
  }

  // MARK: Beginning and end

  /// Takes over listening sockets.
  func listen(on descriptors: [Int32]) {
    for descriptor in descriptors {
      do {
        listeners.append(try Listener(descriptor, self))
      } catch {
        close(descriptor)
        parts.log.error("cannot listen", ["error": .error(error)])
      }
    }
    measureLag(at: loop.now + Worker.lagInterval)
  }

  /// Takes no more connections, lets those there are finish what they are at, and cuts off what is left at the end
  /// of the time. `done` is called once nothing is left.
  func drain(_ done: @escaping () -> Void) {
    whenEmpty.append(done)
    if !isDraining {
      isDraining = true
      for listener in listeners { listener.stop() }
      listeners = []
      if let lagTimer { loop.cancel(lagTimer) }
      for connection in connections { connection?.drain() }
      drainTimer = loop.schedule(at: loop.now + parts.limits.drainTime) { [self] in closeAll() }
    }
    tellIfEmpty()
  }

  /// Ends every connection, whatever it is at.
  func closeAll() {
    for connection in connections { connection?.close() }
  }

  private func tellIfEmpty() {
    guard isDraining, freeSlots.count == connections.count else { return }
    if let drainTimer { loop.cancel(drainTimer) }
    drainTimer = nil
    let tell = whenEmpty
    whenEmpty = []
    for done in tell { done() }
  }

  // MARK: Connections

  func add(_ connection: Connection) -> Int {
    if connection.isTurnedAway { turnedAway += 1 }
    if let slot = freeSlots.popLast() {
      connections[slot] = connection
      return slot
    }
    connections.append(connection)
    return connections.count - 1
  }

  func remove(_ connection: Connection) {
    if connection.isTurnedAway { turnedAway -= 1 }
    connections[connection.slot] = nil
    freeSlots.append(connection.slot)
    tellIfEmpty()
  }

  func emptyOutput() {
    if output.capacity > Worker.keptOutput {
      output = []
    } else {
      output.removeAll(keepingCapacity: true)
    }
  }

  // MARK: What every answer needs

  func nextID() -> RequestID { ids.next() }

  /// The date for answers, made once a second.
  var date: HTTPDate {
    if loop.now >= dateIsGoodUntil {
      let wall = loop.clock.wall
      dateNow = HTTPDate(seconds: wall / 1_000_000)
      dateIsGoodUntil = loop.now + (1_000_000 - wall % 1_000_000) * 1000
    }
    return dateNow
  }

  private func measureLag(at due: Int64) {
    lagTimer = loop.schedule(at: due) { [self] in
      counters.measured(lag: max(0, loop.clock.monotonic - due))
      measureLag(at: loop.now + Worker.lagInterval)
    }
  }
}
