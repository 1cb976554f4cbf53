internal import HTTP

/// A short name for a content, the same on every server: what tells one state of a page or sheet from the next. It
/// guards against chance, not against malice; all it names is our own.
struct Fingerprint: CustomStringConvertible {
  private let value: UInt64

  /// FNV-1a with 64 bits.
  init(_ bytes: [UInt8]) {
    value = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  var description: String { String(value, radix: 36) }

  var etag: ETag? { ETag(description) }
}
