internal import HTTP

/// A short name for a content, the same on every server: what tells one state of a page or sheet from the next. It
/// guards against chance, not against malice; all it names is our own.
struct Fingerprint: CustomStringConvertible {
  private let value: UInt64

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// Odd, and with as many ones as zeros, so that every bit moves many others.
  private static let factor: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Sixteen bytes at a time in two lanes, which a processor walks abreast; each group is multiplied to twice its width
  /// and folded, so that none of it is lost.
  init(_ bytes: [UInt8]) {
    value = bytes.withUnsafeBytes { bytes in
      var (one, two) = (Fingerprint.seed ^ UInt64(bytes.count), Fingerprint.seed)
      var place = 0
      while place + 16 <= bytes.count {
        one = Fingerprint.mix(one, bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        two = Fingerprint.mix(two, bytes.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
        place += 16
      }
      for byte in bytes[place...] { one = Fingerprint.mix(one, UInt64(littleEndian: UInt64(byte))) }
      return Fingerprint.mix(one, UInt64(littleEndian: two))
    }
  }

  private static func mix(_ value: UInt64, _ word: UInt64) -> UInt64 {
    let product = (value ^ UInt64(littleEndian: word)).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  var description: String { String(value, radix: 36) }

  var etag: ETag? { ETag(description) }
}
