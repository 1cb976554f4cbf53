public import CivilTime
public import Crypto
public import Postgres

public import struct FoundationEssentials.UUID

/// What a letter about an account tells: all that rendering it takes but the words. Kept as JSON in `email_logs.view`.
public struct AccountFacts: Hashable, Sendable, Codable {
  public let recipient: LetterFacts.Person
  public let username: String

  /// The account's address from now on, where the letter goes to another one.
  public let newEmail: String?

  /// What became of the tokens the owner's programs come in with; nil where there were none.
  public let tokens: TokensFate?

  /// Until when what it offers can be used, in microseconds since 1970.
  public let until: Int64?
  public let writtenAt: Int64

  /// Base64url of what the letter's token is derived from and checked by; the token itself stands nowhere.
  public let nonce: String?
  public let digest: String?

  /// - Parameters:
  ///   - address: Where it goes, if not to the owner's own address.
  ///   - until: Until when something can be done that takes no token.
  ///   - proof: What the token in its link is made of, and how long that is good for.
  public init(
    to owner: Owner, at address: String? = nil, newEmail: String? = nil, tokens: TokensFate? = nil,
    until end: Instant? = nil, proof: AccountProof? = nil, on now: Instant
  ) {
    recipient = LetterFacts.Person(
      name: owner.name, email: address ?? owner.email, zone: owner.zone.name, locale: owner.locale)
    username = owner.username
    self.newEmail = newEmail
    self.tokens = tokens
    until = (proof?.until ?? end)?.microseconds
    writtenAt = now.microseconds
    nonce = proof.map { Base64.url.encode($0.nonce.bytes) }
    digest = proof.map { Base64.url.encode($0.digest.bytes) }
  }
}

/// What becomes of tokens for programs when a password is changed.
public enum TokensFate: String, Hashable, Sendable, Codable {
  case revoked, kept
}

/// A token for a letter to one owner: what it is derived from, and what it is known by.
public struct AccountProof: Sendable {
  public let nonce: TokenNonce
  public let digest: Digest
  public let until: Instant

  public init(of owner: UserID, by maker: TokenMaker, until end: Instant) {
    nonce = .random()
    digest = maker.token(row: owner.uuid, nonce: nonce).digest
    until = end
  }
}

extension Outbox {
  public static func queue(
    _ template: AccountTemplate, _ facts: AccountFacts, of owner: UserID, id: UUID, at now: Instant
  ) -> Query {
    """
    INSERT INTO email_logs (user_id, id, recipient_email, subject, template_name, locale, view, next_attempt_at,
      created_at, updated_at)
    VALUES (\(owner), \(id), \(facts.recipient.email), \(template.plainSubject), \(template.rawValue),
      \(facts.recipient.locale), \(JSONText(facts)), \(now), \(now), \(now))
    """
  }
}
