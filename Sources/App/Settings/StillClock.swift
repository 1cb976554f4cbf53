internal import Glibc
internal import Reactor
internal import Synchronization

/// A clock that stands still until somebody outside moves it: its time is what a file of eight bytes holds, in
/// microseconds since 1970 and in this machine's order. Several servers that share the file share their time.
// Sendable: the file's memory is only ever read here, by one atomic load.
final class StillClock: Clock, @unchecked Sendable {
  private let time: UnsafeMutablePointer<Atomic<Int64>>
  private static let length = MemoryLayout<Int64>.size

  /// Nil where there is no such file, or it is shorter.
  init?(file path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size >= StillClock.length,
      let memory = mmap(nil, StillClock.length, PROT_READ, MAP_SHARED, descriptor, 0), memory != MAP_FAILED
    else { return nil }
    time = memory.assumingMemoryBound(to: Atomic<Int64>.self)
  }

  deinit { munmap(time, StillClock.length) }

  var wall: Int64 { time.pointee.load(ordering: .relaxed) }
  var monotonic: Int64 { wall * 1_000 }
}
