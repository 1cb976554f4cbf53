/// Reads bytes from the beginning on; whoever asks for more than there are has a picture that is cut off.
struct ByteReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) {
    rest = ArraySlice(bytes)
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ count: Int) throws(PictureRefusal) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw .malformed }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func byte() throws(PictureRefusal) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .malformed }
    return byte
  }

  /// A number of so many bytes, the greatest first.
  mutating func big(_ count: Int) throws(PictureRefusal) -> Int {
    try take(count).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The least first.
  mutating func little(_ count: Int) throws(PictureRefusal) -> Int {
    try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}

extension [UInt8] {
  mutating func append(big number: Int, _ count: Int) {
    for place in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }

  mutating func append(little number: Int, _ count: Int) {
    for place in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
  }
}
