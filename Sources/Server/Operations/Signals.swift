internal import Glibc
public import Reactor
internal import Synchronization

/// Signals of the operating system, told on an event loop, where anything may be done about them.
public enum Signals {
  /// Calls `heard` on `loop` for each of `numbers` that arrives. From the loop, and once in a process: the system
  /// knows one handler for each signal.
  public static func listen(
    for numbers: [Int32], on loop: EventLoop, _ heard: @escaping (Int32) -> Void
  ) throws(SystemError) {
    var ends: [Int32] = [0, 0]
    try system("pipe") { pipe(&ends) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    _ = try loop.watch(ends[0], .read, SignalPipe(ends[0], heard))
    // Before the handler stands: it finds the pipe open, and the variable made.
    signalPipe.store(ends[1], ordering: .releasing)
    for number in numbers { try system("sigaction") { install(number) } }
  }

  private static func install(_ number: Int32) -> Int32 {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = tellLoop
    action.sa_flags = SA_RESTART
    return sigaction(number, &action, nil)
  }
}

/// The end of the pipe that the loop reads.
private final class SignalPipe: Watcher {
  private let reading: Int32
  private let heard: (Int32) -> Void

  init(_ reading: Int32, _ heard: @escaping (Int32) -> Void) {
    self.reading = reading
    self.heard = heard
  }

  func ready(_ readiness: Readiness) {
    var byte: UInt8 = 0
    while read(reading, &byte, 1) == 1 { heard(Int32(byte)) }
  }
}

/// The end of the pipe that the handler writes to.
private let signalPipe = Atomic<Int32>(-1)

/// Runs between any two instructions of any thread: it may only write a byte and must leave `errno` as it was.
private func tellLoop(_ number: Int32) {
  let saved = errno
  var byte = UInt8(truncatingIfNeeded: number)
  _ = write(signalPipe.load(ordering: .acquiring), &byte, 1)
  errno = saved
}
