import Crypto
import Testing

@Suite struct TOTPTests {
  private static let known = TOTP(secret: "12345678901234567890".utf8)!

  /// The last six of the eight digits printed there.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `codes agree with RFC 6238`(seconds: Int64, code: String) {
    #expect(Self.known.code(at: TOTP.step(at: seconds)) == code)
  }

  @Test(arguments: Array(zip(0..., ["755224", "287082", "359152", "969429", "338314", "254676", "287922"])))
  func `and with RFC 4226`(step: Int, code: String) {
    #expect(Self.known.code(at: Int64(step)) == code)
  }

  @Test func `a code is known in its own thirty seconds, those before and those after`() {
    let step = TOTP.step(at: 1_111_111_109)
    let code = Array("081804".utf8)
    for seconds in [(step - 1) * 30, step * 30, step * 30 + 29, (step + 1) * 30 + 29] {
      #expect(Self.known.step(of: code, at: seconds, after: 0) == step)
    }
    for seconds in [(step - 1) * 30 - 1, (step + 2) * 30] {
      #expect(Self.known.step(of: code, at: seconds, after: 0) == nil)
    }
  }

  @Test func `a code that was used, or one before it, is known no more`() {
    let step = TOTP.step(at: 1_111_111_109)
    let code = Array("081804".utf8)
    #expect(Self.known.step(of: code, at: step * 30, after: step - 1) == step)
    #expect(Self.known.step(of: code, at: step * 30, after: step) == nil)
    #expect(Self.known.step(of: code, at: step * 30, after: step + 1) == nil)
  }

  @Test(arguments: ["", "08180", "0818040", "081805", "O81804", "081804 ", "٠٨١٨٠٤"])
  func `anything else is no code`(text: String) {
    #expect(Self.known.step(of: Array(text.utf8), at: 1_111_111_109, after: 0) == nil)
  }

  @Test func `an app reads the address`() {
    let address = Self.known.address(issuer: "Calento", account: "lan+x@example.org")
    #expect(
      address == "otpauth://totp/Calento:lan%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Calento"
        + "&algorithm=SHA1&digits=6&period=30")
  }

  @Test func `a secret is new each time, and printed nowhere`() {
    let one = TOTP()
    #expect(one.secret != TOTP().secret)
    #expect(one.secret.count == 20)
    #expect("\(one)" == "TOTP(…)")
    #expect(!String(reflecting: one).contains(one.text))
    #expect(TOTP(secret: one.secret.dropLast()) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
    ("foobar", "MZXW6YTBOI"),
  ])
  func `base 32 agrees with RFC 4648`(plain: String, text: String) {
    #expect(Base32.encode(plain.utf8) == text)
  }
}
