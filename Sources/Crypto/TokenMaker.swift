public import struct FoundationEssentials.UUID

/// Makes the tokens of one kind of row. A token is computed from the row's id and its nonce, so a later e-mail can
/// carry the same link again although the token is stored nowhere; a new nonce makes the old link worthless.
public struct TokenMaker: Sendable {
  public static let shortestKey = 32

  private let makers: [HMAC]

  /// `purpose` keeps the kinds apart ("booking", "invitation", …): the same row and nonce give each another token.
  /// Tokens made with a previous key are found again as long as that key is at hand.
  public init(current: SecretKey, previous: [SecretKey] = [], purpose: String) throws(KeyRefusal) {
    for key in [current] + previous where key.length < Self.shortestKey {
      throw .badLength(key.length, needed: Self.shortestKey...Int.max)
    }
    makers = ([current] + previous).map { HMAC(key: $0.derived(for: "token \(purpose)")) }
  }

  /// The token to give out for a fresh nonce.
  public func token(row: UUID, nonce: TokenNonce) -> Token {
    token(makers[0], row, nonce)
  }

  /// The token given out earlier, whose digest the row keeps; nil if no key at hand made it.
  public func token(row: UUID, nonce: TokenNonce, matching stored: Digest) -> Token? {
    makers.lazy.map { token($0, row, nonce) }.first { $0.digest == stored }
  }

  private func token(_ maker: HMAC, _ row: UUID, _ nonce: TokenNonce) -> Token {
    Token(maker.code(for: row.bytes + nonce.bytes))
  }
}

/// What makes a row's token this one and not the one before: 128 bits of chance kept in the row.
public struct TokenNonce: Hashable, Sendable {
  public static let length = 16

  public let bytes: [UInt8]

  public static func random() -> TokenNonce {
    TokenNonce(unchecked: SecureRandom.bytes(length))
  }

  /// Nil unless there are exactly sixteen bytes.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == Self.length else { return nil }
    self.init(unchecked: Array(bytes))
  }

  private init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }
}
