import Crypto
import Testing

@Suite struct HashTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `SHA-256 agrees with the examples of FIPS 180`(message: String, digest: String) {
    #expect(SHA256.hash(message.utf8).hex == digest)
  }

  @Test func `SHA-256 of a million letters agrees with FIPS 180`() {
    let digest = SHA256.hash([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func `a digest is read back from exactly 32 bytes`() {
    let digest = SHA256.hash("Haircut 45 min".utf8)
    #expect(Digest(digest.bytes) == digest)
    #expect(Digest(digest.bytes.dropLast()) == nil)
    #expect(Digest(digest.bytes + [0]) == nil)
  }

  @Test func `digests that differ in one bit are not equal, wherever it is`() {
    let digest = SHA256.hash("abc".utf8)
    for bit in 0..<256 {
      var bytes = digest.bytes
      bytes[bit / 8] ^= 1 << (bit % 8)
      #expect(Digest(bytes) != digest)
    }
  }

  @Test(arguments: [
    (
      hex(String(repeating: "0b", count: 20)), Array("Hi There".utf8),
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      hex(String(repeating: "aa", count: 20)), hex(String(repeating: "dd", count: 50)),
      "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
    ),
    (
      Array(1...25), hex(String(repeating: "cd", count: 50)),
      "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
    ),
    (
      hex(String(repeating: "aa", count: 131)), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    (
      hex(String(repeating: "aa", count: 131)),
      Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
    ),
  ])
  func `HMAC agrees with RFC 4231`(key: [UInt8], message: [UInt8], code: String) {
    let mac = HMAC(key: SecretKey(key))
    #expect(mac.code(for: message).hex == code)
    #expect(mac.code(for: message).hex == code, "a key serves more than once")
  }

  @Test func `HMAC agrees with the truncated example of RFC 4231`() {
    let mac = HMAC(key: key(String(repeating: "0c", count: 20)))
    #expect(mac.code(for: "Test With Truncation".utf8).hex.hasPrefix("a3b6167473100ee06e0c796c2955552b"))
  }

  @Test(
    arguments: [
      (
        key(String(repeating: "0b", count: 22)), Array(0x00...0x0c), Array(0xf0...0xf9), 42,
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
      ),
      (
        SecretKey(Array(0x00...0x4f)), Array(0x60...0xaf), Array(0xb0...0xff), 82,
        """
        b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8
        367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87
        """
      ),
      (
        key(String(repeating: "0b", count: 22)), [], [], 42,
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
      ),
    ] as [(SecretKey, [UInt8], [UInt8], Int, String)])
  func `HKDF agrees with RFC 5869`(key: SecretKey, salt: [UInt8], info: [UInt8], length: Int, output: String) {
    #expect(HKDF.derive(from: key, salt: salt, info: info, length: length) == SecretKey(hex(output)))
  }

  @Test func `keys derived for two purposes differ`() {
    let key = SecretKey(Array(0..<32))
    #expect(key.derived(for: "seal") == key.derived(for: "seal"))
    #expect(key.derived(for: "seal") != key.derived(for: "token booking"))
    #expect(key.derived(for: "seal") != key)
  }
}
