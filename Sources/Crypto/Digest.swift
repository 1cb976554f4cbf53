/// The 256 bits that SHA-256 or HMAC-SHA-256 make of a message. Two digests compare in constant time, so a message
/// code may be checked with `==`.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  public static let length = 32

  /// The bytes as they lie in memory; no number is meant by a word.
  private typealias Words = (UInt64, UInt64, UInt64, UInt64)
  private var words: Words = (0, 0, 0, 0)

  /// Nil unless there are exactly 32 bytes, as a `bytea` column would hand them over.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    withUnsafeMutableBytes(of: &words) { $0.copyBytes(from: bytes) }
  }

  /// `fill` is handed room for 32 bytes.
  init(fill: (UnsafeMutablePointer<UInt8>) -> Void) {
    withUnsafeMutableBytes(of: &words) { room in
      room.withMemoryRebound(to: UInt8.self) { bytes in
        if let start = bytes.baseAddress { fill(start) }
      }
    }
  }

  public var bytes: [UInt8] {
    withUnsafeBytes(of: words) { Array($0) }
  }

  public var hex: String {
    Hex.encode(bytes)
  }

  public var description: String {
    hex
  }

  public static func == (left: Digest, right: Digest) -> Bool {
    let (left, right) = (left.words, right.words)
    return (left.0 ^ right.0) | (left.1 ^ right.1) | (left.2 ^ right.2) | (left.3 ^ right.3) == 0
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
