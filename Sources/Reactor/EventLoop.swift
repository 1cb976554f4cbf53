internal import CEpoll
internal import Glibc
internal import Guard
internal import Synchronization

/// One thread that waits for descriptors, timers and tasks and runs each to its next pause. As a `TaskExecutor` it
/// keeps an `async` function on this thread from its first line to its last, so what belongs to a loop needs no lock.
///
/// `@unchecked Sendable` holds because all but the inbox, the stop flag and the constants is touched by the loop's own
/// thread alone; every public method that touches it asserts so.
public final class EventLoop: TaskExecutor, @unchecked Sendable {
  /// Which of its group's loops this is, from 0.
  public let index: Int
  public let clock: any Clock

  private let epoll: Int32
  private let wakeup: Int32
  private let inbox = Guarded(Inbox())
  private let isStopping = Atomic(false)

  private var watches = WatchTable()
  private var timers = TimerHeap()
  private var jobs: [UnownedJob] = []
  private var turnEnds: [() -> Void] = []

  /// The clock's monotonic time as this turn began, in nanoseconds: near enough for deadlines, and free to ask.
  public private(set) var now: Int64

  /// What other threads leave for the loop, which is woken when the first thing is put in.
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var works: [@Sendable () -> Void] = []
    var isEmpty: Bool { jobs.isEmpty && works.isEmpty }
  }

  public init(index: Int = 0, clock: any Clock = SystemClock()) throws(SystemError) {
    self.index = index
    self.clock = clock
    now = clock.monotonic
    epoll = try system("epoll_create1") { epoll_create1(Int32(EPOLL_CLOEXEC)) }
    wakeup = try system("eventfd") { eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)) }
    try system("epoll_ctl") { [epoll, wakeup] in
      calento_epoll_set(epoll, EPOLL_CTL_ADD, wakeup, EPOLLIN.rawValue, EventLoop.wakeupWord)
    }
  }

  deinit {
    close(wakeup)
    close(epoll)
  }

  // MARK: Which loop

  /// The loop whose thread this is, if it is one's.
  public static var current: EventLoop? {
    guard let pointer = calento_thread_loop() else { return nil }
    return Unmanaged<EventLoop>.fromOpaque(pointer).takeUnretainedValue()
  }

  public var isCurrent: Bool {
    calento_thread_loop() == Unmanaged.passUnretained(self).toOpaque()
  }

  /// Traps off the loop's thread: whoever calls from there broke the promise that keeps us free of locks.
  public func preconditionCurrent() {
    precondition(isCurrent, "called off the event loop's own thread")
  }

  // MARK: Work

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    if isCurrent {
      jobs.append(job)
    } else {
      leave { $0.jobs.append(job) }
    }
  }

  /// Runs `work` on the loop, soon; from any thread, in the order given.
  public func execute(_ work: @escaping @Sendable () -> Void) {
    leave { $0.works.append(work) }
  }

  /// Runs `work` once, when all that is ready in this turn has run: the place to send what the turn has gathered.
  public func atTurnEnd(_ work: @escaping () -> Void) {
    preconditionCurrent()
    turnEnds.append(work)
  }

  private func leave(_ put: (inout Inbox) -> Void) {
    let isFirst = inbox.withLock { inbox in
      let isFirst = inbox.isEmpty
      put(&inbox)
      return isFirst
    }
    if isFirst { wake() }
  }

  /// Ends the current wait, so that the loop looks at its inbox, its timers and its clock again. From any thread.
  public func wake() {
    // A full counter means that a wake-up is under way already, so a failed write loses nothing.
    _ = eventfd_write(wakeup, 1)
  }

  // MARK: Descriptors

  /// Tells `watcher`, which is kept until `unwatch`, when `descriptor` is ready.
  public func watch(_ descriptor: Int32, _ interest: Interest, _ watcher: any Watcher) throws(SystemError) -> Watch {
    preconditionCurrent()
    let watch = watches.add(descriptor, watcher)
    do {
      try set(EPOLL_CTL_ADD, descriptor, interest, watch)
    } catch {
      _ = watches.remove(watch)
      throw error
    }
    return watch
  }

  public func change(_ watch: Watch, to interest: Interest) throws(SystemError) {
    preconditionCurrent()
    guard let descriptor = watches.descriptor(of: watch) else { return }
    try set(EPOLL_CTL_MOD, descriptor, interest, watch)
  }

  /// Forgets a registration; to be called before its descriptor is closed. Does nothing the second time.
  public func unwatch(_ watch: Watch) {
    preconditionCurrent()
    guard let descriptor = watches.remove(watch) else { return }
    // Fails only where the owner closed the descriptor first, and then the kernel has forgotten it already.
    _ = calento_epoll_set(epoll, EPOLL_CTL_DEL, descriptor, 0, 0)
  }

  private func set(
    _ operation: Int32, _ descriptor: Int32, _ interest: Interest, _ watch: Watch
  ) throws(SystemError) {
    let events = interest.epollEvents
    try system("epoll_ctl") { calento_epoll_set(epoll, operation, descriptor, events, watch.word) }
  }

  // MARK: Timers

  /// Runs `body` on the loop when the clock reads `deadline` (monotonic nanoseconds).
  @discardableResult
  public func schedule(at deadline: Int64, _ body: @escaping () -> Void) -> TimerID {
    preconditionCurrent()
    return timers.set(at: deadline, body)
  }

  @discardableResult
  public func schedule(after delay: Duration, _ body: @escaping () -> Void) -> TimerID {
    schedule(at: clock.monotonic + delay.nanoseconds, body)
  }

  public func cancel(_ timer: TimerID) {
    preconditionCurrent()
    timers.cancel(timer)
  }

  // MARK: Running

  /// Runs the loop on this thread until `stop`.
  public func run() {
    precondition(EventLoop.current == nil, "a thread runs one loop at a time")
    calento_set_thread_loop(Unmanaged.passUnretained(self).toOpaque())
    defer { calento_set_thread_loop(nil) }
    // Much may have happened since it was made.
    now = clock.monotonic
    withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: EventLoop.eventsPerWait) { events in
      while true {
        runReady()
        if isStopping.load(ordering: .acquiring) { return finish() }
        wait(into: events)
      }
    }
  }

  /// Ends `run` at the end of its turn. From any thread.
  public func stop() {
    isStopping.store(true, ordering: .releasing)
    wake()
  }

  /// What was left before `stop`, by whatever ran just now too, still runs. Timers never will, and nobody will be told of
  /// a descriptor: they are let go, as they may hold what holds the loop.
  private func finish() {
    runReady()
    _ = timers.removeAll()
    _ = watches.removeAll()
  }

  private func runReady() {
    var rounds = 0
    repeat {
      emptyInbox()
      runTimers()
      runJobs()
      runTurnEnds()
      rounds += 1
      // Sockets may not starve behind tasks that keep waking each other.
    } while !jobs.isEmpty && rounds < EventLoop.roundsPerTurn
  }

  private func emptyInbox() {
    let (newJobs, works) = inbox.withLock { inbox in
      defer {
        inbox.jobs.removeAll(keepingCapacity: false)
        inbox.works.removeAll(keepingCapacity: false)
      }
      return (inbox.jobs, inbox.works)
    }
    jobs.append(contentsOf: newJobs)
    for work in works { work() }
  }

  private func runTimers() {
    guard timers.count > 0 else { return }
    while let body = timers.popDue(at: now) { body() }
  }

  private func runJobs() {
    let batch = jobs
    jobs.removeAll(keepingCapacity: true)
    // Not "isolated to" the loop: a task would then leave that isolation at its next call, by way of the queue.
    for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func runTurnEnds() {
    while !turnEnds.isEmpty {
      let batch = turnEnds
      turnEnds.removeAll(keepingCapacity: true)
      for work in batch { work() }
    }
  }

  private func wait(into events: UnsafeMutableBufferPointer<epoll_event>) {
    let count = Int(epoll_wait(epoll, events.baseAddress, Int32(events.count), timeoutMilliseconds()))
    now = clock.monotonic
    // -1 is a signal that interrupted the wait; the turn goes on with nothing ready.
    for index in 0..<max(0, count) { tell(events[index]) }
  }

  private func timeoutMilliseconds() -> Int32 {
    if !jobs.isEmpty { return 0 }
    guard let deadline = timers.nextDeadline() else { return -1 }
    let nanoseconds = deadline - clock.monotonic
    // Rounded up, or the loop would spin through the last part of a millisecond.
    return nanoseconds <= 0 ? 0 : Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
  }

  private func tell(_ event: epoll_event) {
    let word = withUnsafePointer(to: event) { calento_event_data($0) }
    if word == EventLoop.wakeupWord {
      var counter: eventfd_t = 0
      eventfd_read(wakeup, &counter)
      return
    }
    watches.watcher(of: Watch(word: word))?.ready(Readiness(epollEvents: event.events))
  }

  /// No registration reaches this slot.
  private static let wakeupWord = UInt64.max
  /// Enough that a busy loop asks the kernel seldom, few enough to stay in the nearest cache (3 KB).
  private static let eventsPerWait = 256
  /// How often tasks made ready by tasks run before descriptors are looked at again.
  private static let roundsPerTurn = 8
}

extension Interest {
  fileprivate var epollEvents: UInt32 {
    var events: UInt32 = 0
    if contains(.read) { events |= EPOLLIN.rawValue | EPOLLRDHUP.rawValue }
    if contains(.write) { events |= EPOLLOUT.rawValue }
    if contains(.edge) { events |= EPOLLET.rawValue }
    return events
  }
}

extension Readiness {
  fileprivate init(epollEvents events: UInt32) {
    self = []
    if events & EPOLLIN.rawValue != 0 { insert(.read) }
    if events & EPOLLOUT.rawValue != 0 { insert(.write) }
    if events & EPOLLRDHUP.rawValue != 0 { formUnion([.peerClosed, .read]) }
    if events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { formUnion([.read, .write]) }
  }
}

extension Duration {
  /// The whole of it in nanoseconds; good for 292 years.
  public var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
