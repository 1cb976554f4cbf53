import Crypto
import Testing

@Suite struct SecretKeyTests {
  private static let bytes = [UInt8](0xA0..<0xC0)
  private let key = SecretKey(bytes)

  @Test func `a key is never printed`() {
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(describing: key), String(reflecting: key), "\([key])", dumped] {
      #expect(text.contains("SecretKey(32 bytes)"))
      #expect(!text.contains("160") && !text.lowercased().contains("a0"))
    }
  }

  @Test func `keys compare by their bytes`() {
    #expect(key == SecretKey(Self.bytes))
    #expect(key != SecretKey(Self.bytes.reversed()))
    #expect(key != SecretKey(Self.bytes.dropLast()))
    #expect(SecretKey([]) == SecretKey([]))
  }

  @Test func `a setting is read in hex and in both spellings of base64`() throws {
    #expect(try SecretKey(setting: Hex.encode(Self.bytes)) == key)
    #expect(try SecretKey(setting: Base64.padded.encode(Self.bytes)) == key)
    #expect(try SecretKey(setting: Base64.url.encode(Self.bytes)) == key)
  }

  @Test func `a fresh key can be written to a setting and read back`() throws {
    let fresh = SecretKey.random()
    #expect(fresh.length == 32)
    #expect(try SecretKey(setting: fresh.revealed) == fresh)
    #expect(SecretKey.random() != fresh)
  }

  @Test(arguments: ["", "secret", String(repeating: "a", count: 62), String(repeating: "z", count: 64)])
  func `a setting that is not 256 bits is refused`(setting: String) {
    #expect(throws: KeyRefusal.unreadable) { try SecretKey(setting: setting) }
  }
}
