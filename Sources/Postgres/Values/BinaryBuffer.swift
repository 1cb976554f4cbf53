/// Where values are written in PostgreSQL's binary form: numbers with the highest byte first, lengths before contents.
public struct BinaryBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  public var count: Int { bytes.count }

  mutating func reserveCapacity(_ capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  public mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(integer: Number) {
    let size = MemoryLayout<Number>.size
    bytes.append(addingCapacity: size) { room in
      room.withUnsafeMutableBufferPointer { room, count in
        UnsafeMutableRawBufferPointer(room).storeBytes(of: integer.bigEndian, toByteOffset: count, as: Number.self)
        count += size
      }
    }
  }

  public mutating func append(bytes more: some Collection<UInt8>) {
    // In one piece: as elements of a sequence they would take twice as long.
    more.withContiguousStorageIfAvailable { append(bytes: $0) } ?? bytes.append(contentsOf: more)
  }

  public mutating func append(bytes more: UnsafeBufferPointer<UInt8>) {
    append(atMost: more.count) { $0.append(more) }
  }

  /// Appends what `write` writes, which looks once for room for all of it.
  @inline(__always)
  public mutating func append(atMost longest: Int, _ write: (inout OutputSpan<UInt8>) -> Void) {
    bytes.append(addingCapacity: longest, initializingWith: write)
  }

  /// Writes what `body` writes with its length (32 bits) in front.
  mutating func appendMeasured(_ body: (inout BinaryBuffer) -> Void) {
    let start = bytes.count
    append(integer: Int32(0))
    body(&self)
    let length = Int32(clamping: bytes.count - start - 4)
    withUnsafeBytes(of: length.bigEndian) { length in
      for index in 0..<4 { bytes[start + index] = length[index] }
    }
  }

  /// The length that says NULL.
  mutating func appendNull() {
    append(integer: Int32(-1))
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }
}

extension OutputSpan<UInt8> {
  @inline(__always)
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    precondition(bytes.count <= freeCapacity, "more bytes than there is room for")
    withUnsafeMutableBufferPointer { room, count in
      _ = room.extracting(count...).update(fromContentsOf: bytes)
      count += bytes.count
    }
  }

  @inline(__always)
  public mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append($0) }
  }
}

extension RawSpan {
  /// The number these bytes are, highest byte first; nil where there are more or fewer of them than it has.
  func integer<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Number? {
    guard byteCount == MemoryLayout<Number>.size else { return nil }
    return integer(at: 0)
  }

  /// Traps where the number does not lie inside.
  func integer<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Number {
    Number(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
  }
}
