import Crypto
import TestSupport
import Testing

@Suite struct CodingTests {
  @Test(arguments: [
    ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"), ("foob", "Zm9vYg==", "Zm9vYg"),
    ("fooba", "Zm9vYmE=", "Zm9vYmE"), ("foobar", "Zm9vYmFy", "Zm9vYmFy"),
  ])
  func `base64 writes and reads the examples of RFC 4648`(plain: String, padded: String, url: String) throws {
    #expect(Base64.padded.encode(plain.utf8) == padded)
    #expect(Base64.url.encode(plain.utf8) == url)
    #expect(try Base64.padded.decode(padded.utf8) == Array(plain.utf8))
    #expect(try Base64.url.decode(url.utf8) == Array(plain.utf8))
  }

  @Test(arguments: [("", ""), ("f", "66"), ("fo", "666f"), ("foobar", "666f6f626172")])
  func `hex writes and reads the examples of RFC 4648`(plain: String, digits: String) throws {
    #expect(Hex.encode(plain.utf8) == digits)
    #expect(try Hex.decode(digits.utf8) == Array(plain.utf8))
    #expect(try Hex.decode(digits.uppercased().utf8) == Array(plain.utf8))
  }

  @Test func `the two alphabets differ in their last two letters`() throws {
    #expect(Base64.padded.encode([0xFB, 0xFF, 0xBF]) == "+/+/")
    #expect(Base64.url.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
  }

  @Test func `whatever was encoded decodes to itself`() throws {
    var random = SplitMix(seed: 4648)
    for length in 0..<200 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(try Base64.url.decode(Base64.url.encodedBytes(bytes)) == bytes)
      #expect(try Base64.padded.decode(Base64.padded.encodedBytes(bytes)) == bytes)
      #expect(try Hex.decode(Hex.encode(bytes).utf8) == bytes)
    }
  }

  @Test(arguments: [
    ("Zg==", CodingRefusal.badCharacter(at: 2)), ("Zm9v ", .badLength(5)), ("Zm\n9", .badCharacter(at: 2)),
    ("Zm9+", .badCharacter(at: 3)), ("Zm9/", .badCharacter(at: 3)), ("Zm9é", .badLength(5)), ("Z", .badLength(1)),
    ("Zh", .notCanonical), ("Zm9", .notCanonical), ("Zm9vY", .badLength(5)), ("Zm9v.Zm9", .badCharacter(at: 4)),
  ])
  func `base64 for addresses takes one spelling only`(text: String, refusal: CodingRefusal) {
    #expect(throws: refusal) { try Base64.url.decode(text.utf8) }
  }

  @Test(arguments: [
    ("Zg", CodingRefusal.badPadding), ("Zg=", .badPadding), ("Zm9v=", .badPadding), ("Z===", .badCharacter(at: 1)),
    ("====", .badCharacter(at: 0)), ("Zg==Zg==", .badCharacter(at: 2)), ("=g==", .badCharacter(at: 0)),
    ("Zh==", .notCanonical), ("Zm9=", .notCanonical), ("Zm9-", .badCharacter(at: 3)), ("Zm9vZg==\n", .badPadding),
  ])
  func `padded base64 takes one spelling only`(text: String, refusal: CodingRefusal) {
    #expect(throws: refusal) { try Base64.padded.decode(text.utf8) }
  }

  @Test(arguments: [
    ("6", CodingRefusal.badLength(1)), ("6g", .badCharacter(at: 1)), ("g6", .badCharacter(at: 0)),
    ("66 6f ", .badCharacter(at: 2)), ("0x66", .badCharacter(at: 1)), ("66é", .badCharacter(at: 2)),
  ])
  func `hex takes digits only`(text: String, refusal: CodingRefusal) {
    #expect(throws: refusal) { try Hex.decode(text.utf8) }
  }

  @Test func `constant-time comparison agrees with the plain one`() {
    #expect(ConstantTime.equal([], []))
    #expect(ConstantTime.equal("Anna".utf8, "Anna".utf8))
    #expect(!ConstantTime.equal("Anna".utf8, "Anne".utf8))
    #expect(!ConstantTime.equal("Anna".utf8, "Ann".utf8))
    #expect(!ConstantTime.equal("Anna".utf8, "".utf8))
  }

  @Test func `random bytes are as many as asked for and never the same`() {
    #expect(SecureRandom.bytes(0) == [])
    #expect(SecureRandom.bytes(33).count == 33)
    #expect(Set((0..<100).map { _ in SecureRandom.bytes(16) }).count == 100)
  }
}
