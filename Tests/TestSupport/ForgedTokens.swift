public import Crypto

/// Tokens that look like one that signs somebody in: what whoever has none would try.
public enum ForgedTokens {
  public struct Forgery: Sendable {
    public let name: String
    public let text: String
  }

  /// `token` is one that holds, `key` what it is signed with, `now` seconds since 1970.
  public static func all(like token: String, of owner: String, key: SecretKey, now: Int64) throws -> [Forgery] {
    let parts = token.split(separator: ".").map(String.init)
    guard parts.count == 3 else { return [] }
    let ours = try JWT(secret: key)
    let theirs = try JWT(secret: SecretKey(Array(repeating: 9, count: 32)))
    func claims(of subject: String, for audience: String = "session", until end: Int64) -> JWTClaims {
      JWTClaims(
        subject: subject, audience: audience, id: "01a1f916-ff03-7702-8dba-7cb488265bff", issuedAt: now - 10,
        expiresAt: end)
    }
    let changed = try [
      ("another key's", theirs.sign(claims(of: owner, until: now + 1_000))),
      ("of no session there is", ours.sign(claims(of: owner, until: now + 1_000))),
      ("for another use", ours.sign(claims(of: owner, for: "reset", until: now + 1_000))),
      ("over", ours.sign(claims(of: owner, until: now - 1))),
      ("nobody's", ours.sign(claims(of: "nobody", until: now + 1_000))),
      ("cut short", "\(parts[0]).\(parts[1]).\(parts[2].dropLast())"), ("unsigned", "\(parts[0]).\(parts[1])"),
      ("of four parts", "\(token)."), ("in capitals", token.uppercased()),
      ("much too long", String(repeating: "x", count: 10_000)),
    ].map { Forgery(name: $0.0, text: $0.1) }
    return headers.flatMap { withHeader($0, parts, key) } + changed
  }

  /// No signature at all, those that a public key could make, and longer ones.
  private static let headers = ["none", "None", "RS256", "ES256", "HS384", "HS512"].map {
    #"{"alg":"\#($0)","typ":"JWT"}"#
  }

  /// What it says under another header: unsigned, with the signature it had, and signed anew with the right key, as a
  /// server would that lets the header choose.
  private static func withHeader(_ header: String, _ parts: [String], _ key: SecretKey) -> [Forgery] {
    let signed = "\(Base64.url.encode(header.utf8)).\(parts[1])"
    let anew = Base64.url.encode(HMAC(key: key).code(for: signed.utf8).bytes)
    return [("unsigned", ""), ("as signed", parts[2]), ("signed anew", anew)].map { name, signature in
      Forgery(name: "\(header) \(name)", text: "\(signed).\(signature)")
    }
  }
}
