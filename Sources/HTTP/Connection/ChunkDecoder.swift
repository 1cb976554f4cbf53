/// Takes a chunked body apart (RFC 9112 7.1), from however the bytes are cut. Extensions and trailers are checked and
/// dropped.
struct ChunkDecoder {
  private(set) var body: [UInt8] = []
  private var state = State.size(0, digits: 0)
  /// Of all extensions together, in bytes.
  private var extensionLength = 0
  private var trailer = SectionScan(hasRequestLine: false)

  private enum State {
    /// In the digits of a chunk's size. Becomes `blank`, `extended`, `sizeEnd`.
    case size(Int, digits: Int)
    /// In blanks after the size, which only an extension may follow. Becomes `extended`.
    case blank(Int)
    /// In an extension. Becomes `sizeEnd`.
    case extended(Int)
    /// After the carriage return of a size line. Becomes `data`, or `trailer` after the last chunk.
    case sizeEnd(Int)
    /// So many bytes of data are to come. Becomes `dataEnd`.
    case data(Int)
    /// After a chunk's data. Becomes `dataLineEnd`.
    case dataEnd
    /// After the carriage return that follows a chunk's data. Becomes `size`.
    case dataLineEnd
    /// In the lines after the last chunk. The end.
    case trailer
  }

  /// More digits than any body of ours needs, few enough not to overflow.
  private static let digitLimit = 15

  /// Reads on. Returns how many of `bytes` are used up and whether the body is whole; what is not used is to be given
  /// again, with more.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, bodyLimit: Int, _ limits: Limits
  ) throws(Refusal) -> (used: Int, isWhole: Bool) {
    var position = 0
    while position < bytes.count {
      switch state {
      case .data(let left):
        let length = min(left, bytes.count - position)
        body.append(contentsOf: bytes[position..<position + length])
        position += length
        state = length == left ? .dataEnd : .data(left - length)
      case .trailer:
        let rest = UnsafeBufferPointer(rebasing: bytes[position...])
        guard let end = try trailer.end(in: rest, limits) else { return (position, false) }
        var ignored: [Headers.Entry] = []
        try FieldParser.parse(rest, 0..<end, into: &ignored)
        return (position + end, true)
      default:
        try readFraming(bytes[position], bodyLimit, limits)
        position += 1
      }
    }
    return (position, false)
  }

  /// One byte of the framing around the data.
  private mutating func readFraming(_ byte: UInt8, _ bodyLimit: Int, _ limits: Limits) throws(Refusal) {
    switch state {
    case .size(let size, let digits):
      if let value = byte.hexValue {
        guard digits < ChunkDecoder.digitLimit else { throw .badChunk }
        state = .size(size << 4 | Int(value), digits: digits + 1)
      } else {
        guard digits > 0 else { throw .badChunk }
        state = try afterSize(size, byte)
      }
    case .blank(let size):
      if byte == Byte.carriageReturn { throw .badChunk }
      state = try afterSize(size, byte)
    case .extended(let size):
      extensionLength += 1
      if byte.isForbiddenControl, byte != Byte.carriageReturn { throw .badChunk }
      if extensionLength > limits.headerBytes { throw .badChunk }
      if byte == Byte.carriageReturn { state = .sizeEnd(size) }
    case .sizeEnd(let size):
      guard byte == Byte.lineFeed else { throw .badChunk }
      guard size <= bodyLimit - body.count else { throw .bodyTooLong }
      state = size == 0 ? .trailer : .data(size)
    case .dataEnd:
      guard byte == Byte.carriageReturn else { throw .badChunk }
      state = .dataLineEnd
    case .dataLineEnd:
      guard byte == Byte.lineFeed else { throw .badChunk }
      state = .size(0, digits: 0)
    case .data, .trailer:
      preconditionFailure("data and trailers are not read byte by byte")
    }
  }

  private func afterSize(_ size: Int, _ byte: UInt8) throws(Refusal) -> State {
    switch byte {
    case Byte.carriageReturn: return .sizeEnd(size)
    case Byte.semicolon: return .extended(size)
    case Byte.space, Byte.tab: return .blank(size)
    default: throw .badChunk
    }
  }
}
