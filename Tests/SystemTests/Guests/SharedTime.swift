import Glibc
import Reactor
import TestSupport

/// Time that stands still in every process that shares it, until a test moves it.
final class SharedTime: Sendable {
  /// For what runs in the test's own process.
  let clock = ManualClock()
  private let folder = ScratchFolder()

  init() throws {
    try tell()
  }

  /// What a server is to have as its `TEST_CLOCK`.
  var setting: String { "@\(path)" }

  func advance(by duration: Duration) throws {
    clock.advance(by: duration)
    try tell()
  }

  private var path: String { folder.path + "/time" }

  /// In place: the servers look at this very file.
  private func tell() throws {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    defer { close(file) }
    var wall = clock.wall
    guard pwrite(file, &wall, MemoryLayout<Int64>.size, 0) == MemoryLayout<Int64>.size else {
      throw Unexpected("the time can't be written")
    }
  }
}
