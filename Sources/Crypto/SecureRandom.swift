internal import COpenSSL
internal import Guard

/// Bytes nobody can guess, from OpenSSL's generator (one per thread, seeded by the kernel).
public enum SecureRandom {
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }

  /// For what is no secret once it is made, as ids and nonces are: it lies in memory for a while before. OpenSSL's
  /// generator takes nearly as long for one number as for many.
  static func number() -> UInt128 {
    stock.withLock { stock in
      if stock.isEmpty { stock = numbers(64) }
      return stock.removeLast()
    }
  }

  private static let stock = Guarded([UInt128]())

  private static func numbers(_ count: Int) -> [UInt128] {
    [UInt128](unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }

  static func fill(_ buffer: UnsafeMutableRawBufferPointer) {
    guard let start = buffer.baseAddress else { return }
    OpenSSL.must(RAND_bytes(start.assumingMemoryBound(to: UInt8.self), Int32(buffer.count)), "make random bytes")
  }
}
