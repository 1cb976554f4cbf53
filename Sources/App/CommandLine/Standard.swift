internal import Glibc

/// Standard input and output, and files read like them.
enum Standard {
  /// The bytes of a file, or of standard input for `-`; one byte more than `limit` at the most, so that a reader with a
  /// limit of its own can tell that there was more.
  static func read(_ file: String, atMost limit: Int) throws -> [UInt8] {
    let descriptor = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("can't read \(file): \(String(cString: strerror(errno)))") }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 * 1024)
    while bytes.count <= limit {
      let count = Glibc.read(descriptor, &piece, piece.count)
      guard count >= 0 else { throw Failure("can't read \(file): \(String(cString: strerror(errno)))") }
      if count == 0 { break }
      bytes += piece[..<count]
    }
    return bytes
  }

  /// A line on standard output, at once: whoever started us may be waiting for it.
  static func say(_ line: String) {
    write(Array((line + "\n").utf8))
  }

  /// A line on standard error.
  static func complain(_ line: String) {
    write(Array((line + "\n").utf8), to: STDERR_FILENO)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      // Nobody reads any more, so nobody misses the rest.
      if count < 0 && errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }
}
