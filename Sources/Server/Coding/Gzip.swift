internal import CZlib

/// Compresses to gzip (RFC 1952). Making one costs a quarter of a megabyte, so whoever compresses often keeps it.
final class Gzip {
  private let stream: UnsafeMutablePointer<z_stream>

  /// For what is compressed once and sent often.
  static let thorough: Int32 = 9
  /// For what is compressed while somebody waits: nine tenths of the saving for a third of the time.
  static let quick: Int32 = 4

  /// Of the window, 32 KB, plus zlib's sign for a gzip frame.
  private static let windowBits: Int32 = 15 + 16
  /// zlib's own choice.
  private static let memoryLevel: Int32 = 8

  init(level: Int32) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let code = deflateInit2_(
      stream, level, Z_DEFLATED, Gzip.windowBits, Gzip.memoryLevel, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory or is not the one we were built for")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// The whole of `bytes` as one gzip member.
  func compress(_ bytes: [UInt8]) -> [UInt8] {
    deflateReset(stream)
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        // zlib does not write to its input; its types cannot say so.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(bound)
        let code = deflate(stream, Z_FINISH)
        precondition(code == Z_STREAM_END, "zlib's bound is a bound")
        count = bound - Int(stream.pointee.avail_out)
      }
    }
  }
}
