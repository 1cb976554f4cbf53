import Glibc
import Log
import Reactor
import TestSupport
import Testing

@Suite struct `Log buffering` {
  @Test func `off the loops each line is written at once`() {
    let sink = RecordingSink()
    let log = Log(.text, clock: ManualClock(), to: sink)
    log.info("one")
    #expect(sink.lines.count == 1)
    log.info("two")
    #expect(sink.lines.count == 2)
  }

  @Test func `on a loop lines are gathered until the turn ends`() async throws {
    let sink = RecordingSink()
    let log = Log(.text, clock: ManualClock(), to: sink)
    try await withLoop { loop in
      for _ in 0..<10 { log.info("busy") }
      #expect(sink.lines.isEmpty)
      await nextTurn(of: loop)
      #expect(sink.lines.count == 10)
      #expect(sink.calls == 1)
      log.info("again")
      await nextTurn(of: loop)
      #expect(sink.lines.count == 11)
    }
  }

  @Test func `what a slow reader leaves is tried again`() async throws {
    let sink = RecordingSink()
    let clock = ManualClock()
    let log = Log(.text, clock: clock, to: sink)
    try await withLoop(clock: clock) { loop in
      sink.allow(0)
      log.info("patient")
      await nextTurn(of: loop)
      #expect(sink.lines.isEmpty)
      sink.allow(.max)
      clock.advance(by: .milliseconds(20))
      // The moved time is seen when the loop next waits.
      for _ in 0..<3 { await nextTurn(of: loop) }
      #expect(sink.lines.count == 1)
    }
  }

  @Test func `lines that find no room are dropped, counted and told`() {
    let sink = RecordingSink()
    let log = Log(.text, clock: ManualClock(), to: sink)
    sink.allow(0)
    for _ in 0..<20_000 { log.info("flood", ["n": 1]) }
    sink.allow(.max)
    log.info("last")
    let kept = sink.lines.count { $0.contains("flood") }
    let told = sink.lines.compactMap { line -> Int? in
      guard line.contains("log lines dropped") else { return nil }
      return line.split(separator: "=").last.flatMap { Int($0) }
    }
    #expect(kept > 1000 && kept < 20_000)
    #expect(told.count == 1)
    // The last line found the lane full too.
    #expect(kept + (told.first ?? 0) == 20_001)
    log.info("after")
    #expect(sink.lines.last?.contains("after") == true)
  }

  @Test func `lines from many threads stay whole, and those of each in order`() throws {
    let sink = RecordingSink()
    let log = Log(.json, clock: ManualClock(), to: sink)
    let threads = try (0..<4).map { number in
      try Reactor.Thread(named: "writer") {
        for line in 0..<1000 { log.info("m", ["thread": .int(number), "line": .int(line)]) }
      }
    }
    for thread in threads { thread.join() }
    log.flush()
    let lines = sink.lines
    #expect(lines.count == 4000)
    for number in 0..<4 {
      let order = lines.filter { $0.contains("\"thread\":\(number),") }
      #expect(order.count == 1000)
      #expect(order.enumerated().allSatisfy { $1.hasSuffix("\"line\":\($0)}") })
    }
  }

  @Test func `a pipe nobody reads stops no loop and loses no whole line`() async throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let log = Log(.text, clock: SystemClock(), to: DescriptorSink(writing))
    try await withLoop { loop in
      for number in 0..<4000 { log.info("flood", ["n": .int(number)]) }
      await nextTurn(of: loop)
    }
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    var text = drain(reading)
    while true {
      log.flush()
      let more = drain(reading)
      if more.isEmpty { break }
      text += more
    }
    close(reading)
    close(writing)
    let numbers = text.split(separator: 10).map { String(decoding: $0, as: UTF8.self) }
    #expect(numbers.count == 4000)
    #expect(numbers.enumerated().allSatisfy { $1.hasSuffix(" n=\($0)") })
  }

  @Test func `a descriptor that is closed loses lines but stops nothing`() throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    signal(SIGPIPE, SIG_IGN)
    close(ends[0])
    let sink = DescriptorSink(ends[1])
    #expect(sink.take([UInt8]("line\n".utf8), patience: .zero) == 5)
    close(ends[1])
  }

  private func drain(_ descriptor: Int32) -> [UInt8] {
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count <= 0 { return text }
      text += buffer[..<count]
    }
  }
}

/// Comes back when the turn that runs now is over.
private func nextTurn(of loop: EventLoop) async {
  await withCheckedContinuation { continuation in
    loop.atTurnEnd { loop.execute { continuation.resume() } }
  }
}
