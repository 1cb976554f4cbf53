/// Bytes that came and were not used yet. An idle connection's buffer owns no memory.
struct InputBuffer {
  private var bytes: [UInt8] = []
  private var start = 0

  var count: Int { bytes.count - start }
  var isEmpty: Bool { count == 0 }

  /// The next byte, if one is there.
  var first: UInt8? { isEmpty ? nil : bytes[start] }

  /// The byte after the next, if one is there.
  var second: UInt8? { count < 2 ? nil : bytes[start + 1] }

  /// Whether the method that comes is HEAD, whose answer has no body even when nothing else can be said of it.
  var startsWithHEAD: Bool { bytes[start...].starts(with: "HEAD ".utf8) }

  mutating func append(_ more: UnsafeRawBufferPointer) {
    if start > 0, start >= count {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { all throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: all[start...]))
    }
  }

  mutating func drop(_ length: Int) {
    start += length
    if start == bytes.count { removeAll() }
  }

  /// The first `length` bytes, taken out: moved when they are all there is, which is the common case, else copied.
  mutating func take(_ length: Int) -> [UInt8] {
    if start == 0, length == bytes.count {
      defer { removeAll() }
      return bytes
    }
    let taken = Array(bytes[start..<start + length])
    drop(length)
    return taken
  }

  mutating func removeAll() {
    bytes = []
    start = 0
  }
}
