internal import COpenSSL

/// Bytes nobody can guess, from OpenSSL's generator (one per thread, seeded by the kernel).
public enum SecureRandom {
  public static func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      fill(UnsafeMutableRawBufferPointer(buffer))
      filled = count
    }
  }

  static func numbers(_ count: Int) -> [UInt128] {
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
