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

  /// A fresh token for the row, by what is to be kept of it.
  public func makeToken(row: UUID) -> TokenTrace {
    let nonce = TokenNonce.random()
    return TokenTrace(token(row: row, nonce: nonce), nonce)
  }

  /// The token that left this trace; nil if no key at hand made it.
  public func token(row: UUID, _ trace: TokenTrace) -> Token? {
    trace.token ?? token(row: row, nonce: trace.nonce, matching: trace.digest)
  }

  private func token(_ maker: HMAC, _ row: UUID, _ nonce: TokenNonce) -> Token {
    Token(maker.code(for: row.bytes + nonce.bytes))
  }
}

/// What is kept of a row's token: what it is derived from and what it is known by. Who has just made the token has it at
/// hand as well; it is kept nowhere, and being computed again it is the same, so it tells no two traces apart.
public struct TokenTrace: Hashable, Sendable {
  public let nonce: TokenNonce
  public let digest: Digest
  fileprivate let token: Token?

  public init(nonce: TokenNonce, digest: Digest) {
    self.nonce = nonce
    self.digest = digest
    token = nil
  }

  fileprivate init(_ token: Token, _ nonce: TokenNonce) {
    self.nonce = nonce
    digest = token.digest
    self.token = token
  }

  public static func == (left: TokenTrace, right: TokenTrace) -> Bool {
    left.nonce == right.nonce && left.digest == right.digest
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(nonce)
    hasher.combine(digest)
  }
}

/// What makes a row's token this one and not the one before: 128 bits of chance kept in the row.
public struct TokenNonce: Hashable, Sendable {
  public static let length = 16

  public let bytes: [UInt8]

  public static func random() -> TokenNonce {
    TokenNonce(unchecked: withUnsafeBytes(of: SecureRandom.number()) { Array($0) })
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
