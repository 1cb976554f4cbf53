import CEpoll
import Glibc
import Reactor
import TestSupport
import Testing

@Suite struct `an event loop` {
  @Test func `keeps an async function on its thread across every await`() async throws {
    try await withLoop { loop in
      #expect(loop.isCurrent)
      try await loop.sleep(for: .nanoseconds(1))
      #expect(loop.isCurrent)
      let pool = try BlockingPool(threads: 1)
      let wasElsewhere = try await pool.run { EventLoop.current == nil }
      #expect(wasElsewhere)
      #expect(loop.isCurrent)
      await Task.yield()
      #expect(EventLoop.current === loop)
      pool.stop()
    }
  }

  @Test func `runs what other threads hand it, in their order`() async throws {
    let order = try await withLoop { loop in
      let box = Box()
      let thread = try Thread(named: "other") {
        for number in 0..<1000 { loop.execute { box.append(number) } }
      }
      thread.join()
      return await withCheckedContinuation { continuation in
        loop.execute { continuation.resume(returning: box.numbers) }
      }
    }
    #expect(order == Array(0..<1000))
  }

  @Test func `knows the time from its first job on, however long ago it was made`() throws {
    let clock = ManualClock()
    let loop = try EventLoop(clock: clock)
    clock.advance(by: .seconds(5))
    let box = Box()
    loop.execute {
      box.append(loop.now == clock.monotonic ? 1 : 0)
      loop.stop()
    }
    try Thread(named: "late") { loop.run() }.join()
    #expect(box.numbers == [1])
  }

  @Test func `runs what was left for it while it was told to stop`() throws {
    let loop = try EventLoop()
    let box = Box()
    loop.execute {
      loop.stop()
      loop.execute { box.append(1) }
    }
    loop.run()
    #expect(box.numbers == [1])
  }

  @Test func `lets go, when it ends, of timers and watchers and so of itself`() throws {
    final class Keeper: Watcher {
      let loop: EventLoop
      init(_ loop: EventLoop) { self.loop = loop }
      func ready(_ readiness: Readiness) {}
    }
    let descriptor = eventfd(0, 0)
    defer { close(descriptor) }
    weak var ended: EventLoop?
    do {
      let loop = try EventLoop()
      ended = loop
      loop.execute {
        loop.schedule(after: .seconds(3600)) { loop.stop() }
        #expect(throws: Never.self) { try loop.watch(descriptor, .read, Keeper(loop)) }
        loop.stop()
      }
      loop.run()
    }
    #expect(ended == nil)
  }

  @Test func `serves two loops' tasks side by side, each on its own thread`() async throws {
    let group = try EventLoopGroup(count: 2)
    try group.start()
    defer { group.stop() }
    let indices = await withTaskGroup(of: [Int].self) { tasks in
      for loop in group.loops {
        tasks.addTask(executorPreference: loop) {
          var seen: [Int] = []
          for _ in 0..<200 {
            seen.append(EventLoop.current?.index ?? -1)
            await Task.yield()
          }
          return seen
        }
      }
      return await tasks.reduce(into: []) { $0.append(Set($1)) }
    }
    #expect(Set(indices) == [[0], [1]])
  }

  @Test func `tells a watcher when its descriptor can be read`() async throws {
    let word = try await withLoop { loop in
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      defer { for end in ends { close(end) } }
      let reader = ends[0]
      let writer = ends[1]
      return await withCheckedContinuation { continuation in
        let watcher = Reading(reader) { continuation.resume(returning: $0) }
        watcher.watch = try? loop.watch(reader, .read, watcher)
        loop.execute { _ = write(writer, "hello", 5) }
      }
    }
    #expect(word == "hello")
  }

  @Test func `an event under way for a closed descriptor never reaches its next owner`() async throws {
    let told = try await withLoop { loop in
      var first: [Int32] = [0, 0]
      var second: [Int32] = [0, 0]
      #expect(pipe(&first) == 0 && pipe(&second) == 0)
      _ = write(first[1], "x", 1)
      _ = write(second[1], "x", 1)
      let told = Told()
      // Both are readable in one turn. Whoever is told first gives up the other's descriptor and hands the very same
      // number to an owner who has nothing to read.
      let (one, two) = (Snatcher(told), Snatcher(told))
      one.mine = (first[0], try loop.watch(first[0], .read, one))
      two.mine = (second[0], try loop.watch(second[0], .read, two))
      one.other = two
      two.other = one
      // The third became readable last, so it is told last of the three, in the same turn.
      await withCheckedContinuation { continuation in
        let third = eventfd(1, 0)
        let last = Reading(third) { _ in continuation.resume() }
        last.watch = try? loop.watch(third, .read, last)
      }
      return told.names
    }
    #expect(told == ["owner"])
  }
}

/// Collects on one loop; `@unchecked Sendable` holds because only that loop's thread touches it.
private final class Box: @unchecked Sendable {
  private(set) var numbers: [Int] = []
  func append(_ number: Int) { numbers.append(number) }
}

private final class Reading: Watcher {
  var watch: Watch?
  private let descriptor: Int32
  private let done: (String) -> Void

  init(_ descriptor: Int32, _ done: @escaping (String) -> Void) {
    self.descriptor = descriptor
    self.done = done
  }

  func ready(_ readiness: Readiness) {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = read(descriptor, &bytes, bytes.count)
    if let watch { EventLoop.current?.unwatch(watch) }
    done(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self))
  }
}

private final class Told {
  var names: [String] = []
}

/// On its first event takes the other's descriptor away and lets a stranger have its number.
private final class Snatcher: Watcher {
  var mine: (descriptor: Int32, watch: Watch)?
  weak var other: Snatcher?
  private let told: Told

  init(_ told: Told) { self.told = told }

  func ready(_ readiness: Readiness) {
    told.names.append("owner")
    guard let loop = EventLoop.current, let mine, let others = other?.mine else { return }
    loop.unwatch(mine.watch)
    loop.unwatch(others.watch)
    var silent: [Int32] = [0, 0]
    guard pipe(&silent) == 0 else { return }
    let stranger = Stranger(told)
    _ = try? loop.watch(dup2(silent[0], others.descriptor), .read, stranger)
  }
}

private final class Stranger: Watcher {
  private let told: Told
  init(_ told: Told) { self.told = told }
  func ready(_ readiness: Readiness) { told.names.append("stranger") }
}
