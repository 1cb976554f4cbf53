public import struct FoundationEssentials.UUID

/// A token as it stands in an address: whose data it opens, and the secret. Naming the owner keeps the look-up inside
/// that owner's rows; it proves nothing by itself.
public struct LinkToken: Sendable, Equatable {
  /// Base64url of 16 + 32 bytes, which comes out even.
  public static let textLength = 64
  private static let ownerLength = 16

  public let owner: UUID
  public let token: Token

  public init(owner: UUID, token: Token) {
    self.owner = owner
    self.token = token
  }

  /// Reads what `text` wrote, and nothing else.
  public init?(text: some Collection<UInt8>) {
    guard text.count == Self.textLength, let bytes = try? Base64.url.decode(text) else { return nil }
    guard let owner = UUID(bytes: bytes.prefix(Self.ownerLength)) else { return nil }
    guard let token = Token(bytes: bytes.dropFirst(Self.ownerLength)) else { return nil }
    self.init(owner: owner, token: token)
  }

  public var text: String {
    Base64.url.encode(owner.bytes + token.bytes)
  }
}
