internal import COpenSSL

/// The bytes of a key. They are never printed, neither by interpolation nor by a dump, compare in constant time, and
/// are wiped from memory with the last copy.
public struct SecretKey: Sendable, Equatable {
  private let vault: Vault

  public init(_ bytes: some Collection<UInt8>) {
    vault = Vault(bytes)
  }

  public static func random(length: Int = 32) -> SecretKey {
    SecretKey(SecureRandom.bytes(length))
  }

  /// A 256-bit key as settings write it: 64 hex digits, or base64 in either spelling.
  public init(setting: String) throws(KeyRefusal) {
    let text = Array(setting.utf8)
    guard let bytes = Self.readings.lazy.compactMap({ $0(text) }).first(where: { $0.count == 32 }) else {
      throw .unreadable
    }
    self.init(bytes)
  }

  private static let readings: [@Sendable ([UInt8]) -> [UInt8]?] = [
    { try? Hex.decode($0) },
    { try? Base64.padded.decode($0) },
    { try? Base64.url.decode($0) },
  ]

  public var length: Int {
    vault.bytes.count
  }

  /// The key in clear, in the spelling `init(setting:)` reads; for the one place that writes a fresh key to disk.
  public var revealed: String {
    withBytes { Base64.url.encode($0) }
  }

  public static func == (left: SecretKey, right: SecretKey) -> Bool {
    left.withBytes { left in right.withBytes { right in ConstantTime.equal(left, right) } }
  }

  func withBytes<Answer>(_ work: (UnsafeRawBufferPointer) -> Answer) -> Answer {
    work(UnsafeRawBufferPointer(vault.bytes))
  }
}

extension SecretKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "SecretKey(\(length) bytes)" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a key can't serve.
public enum KeyRefusal: Error, Hashable, Sendable {
  /// Neither hex nor base64 of 32 bytes.
  case unreadable
  /// Too few or too many bytes for the algorithm.
  case badLength(Int, needed: ClosedRange<Int>)
  /// Two different keys happen to share a key id; one of them has to be made anew.
  case sameKeyID
}

// The bytes are written in `init` only and wiped when nobody holds them any more; in between they are only read.
private final class Vault: @unchecked Sendable {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ source: some Collection<UInt8>) {
    bytes = .allocate(byteCount: source.count, alignment: 1)
    bytes.copyBytes(from: source)
  }

  deinit {
    OPENSSL_cleanse(bytes.baseAddress, bytes.count)
    bytes.deallocate()
  }
}
