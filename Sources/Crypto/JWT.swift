/// Signs and checks JSON web tokens (RFC 7519) by HMAC-SHA-256 and by nothing else: the header of a token never
/// chooses how it is checked.
public struct JWT: Sendable {
  /// RFC 7518, section 3.2: a key at least as long as the hash.
  public static let shortestSecret = 32
  /// Bytes; ours are about 300, and a cookie could not carry more.
  public static let longest = 4096
  /// Seconds another server's clock may run ahead of ours.
  public static let leeway: Int64 = 60

  /// {"alg":"HS256","typ":"JWT"}
  private static let header = Base64.url.encodedBytes(#"{"alg":"HS256","typ":"JWT"}"#.utf8)
  private static let dot = UInt8(ascii: ".")

  private let mac: HMAC

  public init(secret: SecretKey) throws(KeyRefusal) {
    guard secret.length >= Self.shortestSecret else {
      throw .badLength(secret.length, needed: Self.shortestSecret...Int.max)
    }
    mac = HMAC(key: secret)
  }

  public func sign(_ claims: JWTClaims) throws(JWTRefusal) -> String {
    let token = sign(payload: claims.json)
    guard token.utf8.count <= Self.longest else { throw .tooLong }
    return token
  }

  /// `now` is seconds since 1970; `audience` what the token must have been made for.
  public func verify(
    _ token: some Collection<UInt8>, audience: String, now: Int64
  ) throws(JWTRefusal) -> JWTClaims {
    let payload = try genuinePayload(of: token)
    let claims = try JWTClaims(payload: payload)
    try claims.check(audience: audience, now: now)
    return claims
  }

  package func sign(payload: [UInt8]) -> String {
    let signed = Self.header + [Self.dot] + Base64.url.encodedBytes(payload)
    return String(decoding: signed + [Self.dot] + Base64.url.encodedBytes(mac.code(for: signed).bytes), as: UTF8.self)
  }

  package func genuinePayload(of token: some Collection<UInt8>) throws(JWTRefusal) -> [UInt8] {
    guard token.count <= Self.longest else { throw .tooLong }
    let token = Array(token)
    let parts = token.split(separator: Self.dot, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .notThreeParts(parts.count) }
    try checkHeader(try decoded(parts[0], .header))
    let signature = try decoded(parts[2], .signature)
    let code = mac.code(for: token[..<parts[1].endIndex])
    guard ConstantTime.equal(signature, code.bytes) else { throw .badSignature }
    return try decoded(parts[1], .payload)
  }

  private func checkHeader(_ bytes: [UInt8]) throws(JWTRefusal) {
    let header: FlatJSON
    do { header = try FlatJSON(bytes) } catch { throw .badJSON(.header, error) }
    guard header.members["alg"] == .text("HS256") else { throw .badAlgorithm }
    guard header.members["typ"] == .text("JWT") else { throw .badType }
    // "crit", "jwk", "jku", "zip" and their like would all change how a token is read.
    if let further = header.members.keys.sorted().first(where: { $0 != "alg" && $0 != "typ" }) {
      throw .unexpectedHeader(further)
    }
  }

  private func decoded(_ text: ArraySlice<UInt8>, _ part: JWTPart) throws(JWTRefusal) -> [UInt8] {
    do { return try Base64.url.decode(text) } catch { throw .badCoding(part, error) }
  }
}
