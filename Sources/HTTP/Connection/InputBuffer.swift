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
    let start = start
    var outcome: Swift.Result<Result, Failure>?
    bytes.withUnsafeBufferPointer { all in
      do throws(Failure) {
        outcome = .success(try body(UnsafeBufferPointer(rebasing: all[start...])))
      } catch {
        outcome = .failure(error)
      }
    }
    guard let outcome else { preconditionFailure("the closure above ran") }
    return try outcome.get()
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
