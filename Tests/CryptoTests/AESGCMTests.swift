import Crypto
import Testing

/// Test cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode of Operation", those with a key of 256 bits and a
/// nonce of 96.
@Suite struct AESGCMTests {
  struct Vector: Sendable {
    var key, nonce, plain, header, cipher, tag: String
  }

  static let zeroKey = String(repeating: "00", count: 32)
  static let feffKey = "feffe9928665731c6d6a8f9467308308 feffe9928665731c6d6a8f9467308308"
  static let feffPlain = """
    d9313225f88406e5a55909c5aff5269a 86a7a9531534f7da2e4c303d8a318a72
    1c3c0c95956809532fcf0e2449a6b525 b16aedf5aa0de657ba637b39
    """
  static let feffCipher = """
    522dc1f099567d07f47f37a32a84427d 643a8cdcbfe5c0c97598a2bd2555d1aa
    8cb08e48590dbb3da7b08b1056828838 c5f61e6393ba7a0abcc9f662
    """

  static let vectors = [
    Vector(
      key: zeroKey, nonce: "000000000000000000000000", plain: "", header: "", cipher: "",
      tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    Vector(
      key: zeroKey, nonce: "000000000000000000000000", plain: "00000000000000000000000000000000", header: "",
      cipher: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
    Vector(
      key: feffKey, nonce: "cafebabefacedbaddecaf888", plain: feffPlain + "1aafd255", header: "",
      cipher: feffCipher + "898015ad", tag: "b094dac5d93471bdec1a502270e3cc6c"),
    Vector(
      key: feffKey, nonce: "cafebabefacedbaddecaf888", plain: feffPlain,
      header: "feedfacedeadbeeffeedfacedeadbeef abaddad2", cipher: feffCipher,
      tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test(arguments: vectors)
  func `AES-256-GCM agrees with its authors' test cases`(vector: Vector) {
    let cipher = AESGCM(key: key(vector.key))
    let sealed = cipher.seal(hex(vector.plain), nonce: hex(vector.nonce), authenticating: hex(vector.header))
    #expect(Hex.encode(sealed) == Hex.encode(hex(vector.cipher + vector.tag)))
    #expect(cipher.open(sealed, nonce: hex(vector.nonce), authenticating: hex(vector.header)) == hex(vector.plain))
  }

  @Test func `a false tag, nonce, header or key opens nothing`() {
    let (nonce, header) = (SecureRandom.bytes(12), Array("header".utf8))
    let cipher = AESGCM(key: key(Self.feffKey))
    var sealed = cipher.seal(Array("Anna".utf8), nonce: nonce, authenticating: header)
    #expect(cipher.open(sealed, nonce: nonce, authenticating: []) == nil)
    #expect(cipher.open(sealed, nonce: SecureRandom.bytes(12), authenticating: header) == nil)
    #expect(cipher.open(sealed, nonce: nonce.dropLast(), authenticating: header) == nil)
    #expect(cipher.open(Array(sealed.suffix(15)), nonce: nonce, authenticating: header) == nil)
    #expect(AESGCM(key: key(Self.zeroKey)).open(sealed, nonce: nonce, authenticating: header) == nil)
    sealed[sealed.count - 1] ^= 1
    #expect(cipher.open(sealed, nonce: nonce, authenticating: header) == nil)
  }
}
