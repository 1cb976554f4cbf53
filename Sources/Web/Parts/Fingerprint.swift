internal import HTTP

/// A short name for a content, the same on every server: what tells one state of a page or sheet from the next. It
/// guards against chance, not against malice; all it names is our own.
struct Fingerprint: CustomStringConvertible {
  private let value: UInt64

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Odd, and with as many ones as zeros, so that every bit moves many others.
  private static let factor: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Eight bytes at a time, each group multiplied to twice its width and folded, so that none of it is lost.
  init(_ bytes: [UInt8]) {
    value = bytes.withUnsafeBytes { bytes in
      var value = Fingerprint.seed ^ UInt64(bytes.count)
      var place = 0
      while place + 8 <= bytes.count {
        value = Fingerprint.mix(value, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      let rest = bytes[place...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Fingerprint.mix(Fingerprint.mix(value, UInt64(littleEndian: rest)), Fingerprint.seed)
    }
  }

  private static func mix(_ value: UInt64, _ word: UInt64) -> UInt64 {
    let product = (value ^ UInt64(littleEndian: word)).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  var description: String { String(value, radix: 36) }

  var etag: ETag? { ETag(description) }
}
