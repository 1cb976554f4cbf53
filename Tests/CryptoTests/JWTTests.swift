import Crypto
import TestSupport
import Testing

@Suite struct JWTTests {
  private let now: Int64 = 1_800_000_000
  private let jwt = try! JWT(secret: SecretKey(Array(0..<32)))
  private let claims = JWTClaims(
    subject: "anna", audience: "session", id: "7", issuedAt: 1_800_000_000, expiresAt: 1_800_003_600)

  @Test func `what was signed is read back`() throws {
    let token = try jwt.sign(claims)
    #expect(token.hasPrefix("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."))
    #expect(try jwt.verify(token.utf8, audience: "session", now: now) == claims)
  }

  @Test func `any text may stand in a claim`() throws {
    var claims = claims
    claims.subject = "Ann\"a\\ \n\u{0}\u{1F} Nguyễn 🧶 \u{2028}/"
    claims.notBefore = now
    #expect(try jwt.verify(jwt.sign(claims).utf8, audience: "session", now: now) == claims)
  }

  @Test func `the example of RFC 7515, appendix A.1 is genuine`() throws {
    let key = try SecretKey(
      Base64.url.decode("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow".utf8))
    let token =
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
      + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
      + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    let payload = try JWT(secret: key).genuinePayload(of: token.utf8)
    let expected = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}"
    #expect(payload == Array(expected.utf8))
    #expect(throws: JWTRefusal.badSignature) { try jwt.genuinePayload(of: token.utf8) }
    #expect(throws: JWTRefusal.badClaim("sub")) {
      try JWT(secret: key).verify(token.utf8, audience: "session", now: 1_300_819_000)
    }
  }

  @Test(arguments: [
    (#"{"alg":"none","typ":"JWT"}"#, JWTRefusal.badAlgorithm),
    (#"{"alg":"None","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"hs256","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"Hs256","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"HS256 ","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"HS384","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"RS256","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"ES256","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":"","typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":null,"typ":"JWT"}"#, .badAlgorithm),
    (#"{"alg":256,"typ":"JWT"}"#, .badAlgorithm),
    (#"{"ALG":"HS256","typ":"JWT"}"#, .badAlgorithm),
    (#"{"typ":"JWT"}"#, .badAlgorithm),
    (#"{}"#, .badAlgorithm),
    (#"{"alg":"HS256"}"#, .badType),
    (#"{"alg":"HS256","typ":"jwt"}"#, .badType),
    (#"{"alg":"HS256","typ":"JWE"}"#, .badType),
    (#"{"alg":"HS256","typ":"JWT","crit":"exp"}"#, .unexpectedHeader("crit")),
    (#"{"alg":"HS256","typ":"JWT","kid":"../key"}"#, .unexpectedHeader("kid")),
    (#"{"alg":"HS256","typ":"JWT","jwk":{}}"#, .badJSON(.header, .nested(at: 33))),
    (#"{"alg":"HS256","typ":"JWT","alg":"none"}"#, .badJSON(.header, .twice("alg"))),
    (#"{"alg":"none","alg":"HS256","typ":"JWT"}"#, .badJSON(.header, .twice("alg"))),
    (#"{"alg":"HS256","\u0061lg":"none","typ":"JWT"}"#, .badJSON(.header, .twice("alg"))),
    (#"["HS256"]"#, .badJSON(.header, .unexpected(at: 0))),
    ("", .badJSON(.header, .endsEarly)),
  ])
  func `a header that is not exactly ours is refused, even if the signature fits`(header: String, refusal: JWTRefusal) {
    let token = resigned(header: header, payload: payload)
    #expect(throws: refusal) { try jwt.verify(token, audience: "session", now: now) }
  }

  @Test func `a token without a signature is refused`() throws {
    let unsigned = try jwt.sign(claims).split(separator: ".").prefix(2).joined(separator: ".")
    #expect(throws: JWTRefusal.badSignature) { try jwt.genuinePayload(of: (unsigned + ".").utf8) }
    #expect(throws: JWTRefusal.notThreeParts(2)) { try jwt.genuinePayload(of: unsigned.utf8) }
  }

  @Test func `a token changed in any byte is refused`() throws {
    let token = Array(try jwt.sign(claims).utf8)
    for offset in token.indices {
      var changed = token
      changed[offset] = changed[offset] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      #expect(throws: JWTRefusal.self) { try jwt.verify(changed, audience: "session", now: now) }
    }
  }

  @Test func `a token cut short anywhere is refused`() throws {
    let token = Array(try jwt.sign(claims).utf8)
    for length in token.indices {
      #expect(throws: JWTRefusal.self) { try jwt.verify(token.prefix(length), audience: "session", now: now) }
    }
  }

  @Test func `another secret's token is refused`() throws {
    let other = try JWT(secret: SecretKey(Array(1...32)))
    #expect(throws: JWTRefusal.badSignature) {
      try jwt.verify(other.sign(claims).utf8, audience: "session", now: now)
    }
  }

  @Test(arguments: [
    ("", 1), (".", 2), ("a.b", 2), ("a.b.c.d", 4), ("....", 5), ("\(String(repeating: ".", count: 4096))", 4097),
  ])
  func `a token that is not three parts is refused`(token: String, parts: Int) {
    #expect(throws: JWTRefusal.notThreeParts(parts)) { try jwt.verify(token.utf8, audience: "session", now: now) }
  }

  @Test func `a fourth part behind a good token is refused`() throws {
    let token = try jwt.sign(claims) + ".e30"
    #expect(throws: JWTRefusal.notThreeParts(4)) { try jwt.verify(token.utf8, audience: "session", now: now) }
  }

  @Test func `padding and other spellings of base64 are refused`() throws {
    let token = try jwt.sign(claims)
    #expect(throws: JWTRefusal.badCoding(.signature, .badCharacter(at: 43))) {
      try jwt.verify((token + "=").utf8, audience: "session", now: now)
    }
    #expect(throws: JWTRefusal.badCoding(.header, .badLength(37))) {
      try jwt.verify(token.replacing(".", with: "=.", maxReplacements: 1).utf8, audience: "session", now: now)
    }
    #expect(throws: JWTRefusal.self) { try jwt.verify((" " + token).utf8, audience: "session", now: now) }
    #expect(throws: JWTRefusal.self) { try jwt.verify((token + "\n").utf8, audience: "session", now: now) }
  }

  @Test func `a signature with stray last bits is refused although it decodes to the same`() throws {
    let token = Array(try jwt.sign(claims).utf8)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    // 32 bytes leave two bits of the last character unused.
    let next = alphabet[alphabet.firstIndex(of: token[token.count - 1])! + 1]
    #expect(throws: JWTRefusal.badCoding(.signature, .notCanonical)) {
      try jwt.verify(token.dropLast() + [next], audience: "session", now: now)
    }
  }

  @Test func `a token beyond the limit is refused on both ways`() throws {
    let huge = [UInt8](repeating: UInt8(ascii: "a"), count: JWT.longest + 1)
    #expect(throws: JWTRefusal.tooLong) { try jwt.verify(huge, audience: "session", now: now) }
    var claims = claims
    claims.subject = String(repeating: "a", count: JWT.longest)
    #expect(throws: JWTRefusal.tooLong) { try jwt.sign(claims) }
  }

  @Test(arguments: [0, 1, 31])
  func `a secret below 32 bytes is refused`(length: Int) {
    #expect(throws: KeyRefusal.badLength(length, needed: 32...Int.max)) {
      try JWT(secret: SecretKey(SecureRandom.bytes(length)))
    }
  }

  @Test func `bytes of any kind are answered, never trapped on`() throws {
    var random = SplitMix(seed: 7519)
    let good = Array(try jwt.sign(claims).utf8)
    for _ in 0..<2000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[bytes.indices.randomElement(using: &random)!] = UInt8.random(in: 0...255, using: &random)
        case 1:
          bytes.insert(UInt8.random(in: 0...255, using: &random), at: bytes.indices.randomElement(using: &random)!)
        default: bytes.remove(at: bytes.indices.randomElement(using: &random)!)
        }
      }
      if bytes != good {
        #expect(throws: JWTRefusal.self) { try jwt.verify(bytes, audience: "session", now: now) }
      }
    }
  }

  private var payload: [UInt8] {
    Array(#"{"sub":"anna","aud":"session","jti":"7","iat":1800000000,"exp":1800003600}"#.utf8)
  }

  private func resigned(header: String, payload: [UInt8]) -> [UInt8] {
    let signed = Base64.url.encodedBytes(header.utf8) + [0x2E] + Base64.url.encodedBytes(payload)
    let code = HMAC(key: SecretKey(Array(0..<32))).code(for: signed)
    return signed + [0x2E] + Base64.url.encodedBytes(code.bytes)
  }
}
