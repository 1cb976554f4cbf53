import CivilTime
import Testing

@testable import Postgres

/// Bytes that no server sends: reading them gives nil, never a trap.
struct BinaryFormTests {
  @Test(arguments: 0..<40)
  func `bytes of any length are read as a value or refused`(length: Int) {
    var random = SeededGenerator(UInt64(length))
    for _ in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect((read(Int32.self, bytes) != nil) == (length == 4 || length == 2))
      #expect((read(Int64.self, bytes) != nil) == (length == 8 || length == 4 || length == 2))
      #expect((read(Double.self, bytes) != nil) == (length == 8 || length == 4))
      #expect((read(Instant.self, bytes) != nil) == (length == 8))
      _ = read(TimeRange.self, bytes)
      _ = read([Int].self, bytes)
      _ = read([String?].self, bytes)
      _ = read(LocalDate.self, bytes)
      _ = read(LocalTime.self, bytes)
      _ = read(LocalDateTime.self, bytes)
      _ = read(JSONText.self, bytes)
    }
  }

  @Test func `an array that claims more elements than it has bytes is refused`() {
    var buffer = BinaryBuffer()
    for word: Int32 in [1, 0, 20, .max, 1] { buffer.append(integer: word) }
    #expect(read([Int].self, buffer.bytes) == nil)
  }

  @Test func `an element that reaches beyond the end is refused`() {
    var buffer = BinaryBuffer()
    for word: Int32 in [1, 0, 25, 1, 1, 9] { buffer.append(integer: word) }
    buffer.append(bytes: "short".utf8)
    #expect(read([String].self, buffer.bytes) == nil)
  }

  @Test func `an array of arrays is refused`() {
    var buffer = BinaryBuffer()
    for word: Int32 in [2, 0, 23, 1, 1, 1, 1, 4, 7] { buffer.append(integer: word) }
    #expect(read([Int32].self, buffer.bytes) == nil)
  }

  @Test func `NULL in an array needs optional elements`() {
    var buffer = BinaryBuffer()
    for word: Int32 in [1, 1, 20, 1, 1, -1] { buffer.append(integer: word) }
    #expect(read([Int].self, buffer.bytes) == nil)
    #expect(read([Int?].self, buffer.bytes) == [nil])
  }

  @Test func `a length is written in front of what it measures`() {
    var buffer = BinaryBuffer()
    buffer.appendMeasured { $0.append(bytes: [7, 8, 9]) }
    buffer.appendNull()
    #expect(buffer.bytes == [0, 0, 0, 3, 7, 8, 9, 255, 255, 255, 255])
  }

  private func read<Value: DatabaseValue>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
    bytes.withUnsafeBytes { Value(reading: $0.bytes, of: Value.databaseType) }
  }
}

/// The same numbers each time.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
