/// The secret of a link (a booking's, an invitee's, a reset's): 256 bits. It goes into the address; the database keeps
/// its digest only, so that a stolen dump opens nothing. Printing it takes asking for `text`.
public struct Token: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  public static let length = Digest.length
  /// Base64url of 32 bytes.
  public static let textLength = 43

  private let secret: Digest

  init(_ secret: Digest) {
    self.secret = secret
  }

  public static func random() -> Token {
    Token(Digest { SecureRandom.fill(UnsafeMutableRawBufferPointer(start: $0, count: length)) })
  }

  public init?(bytes: some Collection<UInt8>) {
    guard let secret = Digest(bytes) else { return nil }
    self.secret = secret
  }

  /// Reads what `text` wrote, and nothing else.
  public init?(text: some Collection<UInt8>) {
    guard text.count == Self.textLength, let bytes = try? Base64.url.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  public var bytes: [UInt8] {
    secret.bytes
  }

  public var text: String {
    Base64.url.encode(bytes)
  }

  /// What the database keeps and looks up.
  public var digest: Digest {
    SHA256.hash(bytes)
  }

  public var description: String { "Token(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
