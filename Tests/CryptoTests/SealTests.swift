import Crypto
import TestSupport
import Testing

@Suite struct SealTests {
  private let old = SecretKey(Array(0..<32))
  private let new = SecretKey(Array(32..<64))
  private let row = Array("calendar_connections 7".utf8)

  @Test func `what was sealed opens in its own context`() throws {
    let ring = try SealRing(current: new)
    for plain in [[], Array("refresh-token".utf8), SecureRandom.bytes(5000)] {
      #expect(try ring.open(ring.seal(plain, context: row), context: row) == plain)
    }
  }

  @Test func `the key's id stands in front and is the same for everyone who has the key`() throws {
    let sealed = try SealRing(current: new).seal("token".utf8, context: row)
    #expect(Array(sealed.prefix(5)) == [1] + (try SealRing(current: new).currentID.bytes))
    #expect(sealed.count == 1 + 4 + 12 + 5 + 16)
    #expect(try SealRing(current: new).currentID != SealRing(current: old).currentID)
  }

  @Test func `the same text never looks the same twice`() throws {
    let ring = try SealRing(current: new)
    let sealed = try (0..<100).map { _ in try ring.seal("token".utf8, context: row) }
    #expect(Set(sealed).count == 100)
    #expect(Set(sealed.map { $0[5..<17] }).count == 100)
  }

  @Test func `after a rotation old values open and ask to be sealed anew`() throws {
    let sealed = try SealRing(current: old).seal("token".utf8, context: row)
    let rotated = try SealRing(current: new, previous: [old])
    #expect(try rotated.open(sealed, context: row) == Array("token".utf8))
    #expect(!rotated.isCurrent(sealed))
    #expect(rotated.isCurrent(try rotated.seal("token".utf8, context: row)))
  }

  @Test func `the current key may stand among the previous ones too`() throws {
    let ring = try SealRing(current: new, previous: [new, old])
    #expect(try ring.open(ring.seal("token".utf8, context: row), context: row) == Array("token".utf8))
  }

  @Test func `a value of a key no longer at hand names that key`() throws {
    let before = try SealRing(current: old)
    let sealed = try before.seal("token".utf8, context: row)
    #expect(throws: SealRefusal.unknownKey(before.currentID)) {
      try SealRing(current: new).open(sealed, context: row)
    }
  }

  @Test func `a value copied into another row does not open`() throws {
    let ring = try SealRing(current: new)
    let sealed = try ring.seal("token".utf8, context: row)
    #expect(throws: SealRefusal.notGenuine) { try ring.open(sealed, context: "calendar_connections 8".utf8) }
    #expect(throws: SealRefusal.notGenuine) { try ring.open(sealed, context: "".utf8) }
  }

  @Test func `a value changed in any byte does not open`() throws {
    let ring = try SealRing(current: new)
    let sealed = try ring.seal("token".utf8, context: row)
    for offset in sealed.indices {
      var changed = sealed
      changed[offset] ^= 0x40
      let refusal = #expect(throws: SealRefusal.self) { try ring.open(changed, context: row) }
      switch offset {
      case 0: #expect(refusal == .unknownVersion(0x41))
      case 1..<5: #expect(refusal == .unknownKey(ring.keyID(changed)))
      default: #expect(refusal == .notGenuine)
      }
    }
  }

  @Test func `a value cut short or continued does not open`() throws {
    let ring = try SealRing(current: new)
    let sealed = try ring.seal("token".utf8, context: row)
    for length in sealed.indices {
      let refusal: SealRefusal = length < 33 ? .tooShort : .notGenuine
      #expect(throws: refusal) { try ring.open(sealed.prefix(length), context: row) }
    }
    #expect(throws: SealRefusal.notGenuine) { try ring.open(sealed + [0], context: row) }
  }

  @Test func `a document beyond the limit is refused on both ways`() throws {
    let ring = try SealRing(current: new)
    let long = [UInt8](repeating: 0, count: SealRing.longestPlain + 1)
    #expect(throws: SealRefusal.tooLong) { try ring.seal(long, context: row) }
    #expect(throws: SealRefusal.tooLong) { try ring.open(long + long, context: row) }
  }

  @Test(arguments: [0, 16, 31, 33, 64])
  func `a key that is not 256 bits is refused`(length: Int) {
    let key = SecretKey(SecureRandom.bytes(length))
    #expect(throws: KeyRefusal.badLength(length, needed: 32...32)) { try SealRing(current: key) }
    #expect(throws: KeyRefusal.badLength(length, needed: 32...32)) { try SealRing(current: new, previous: [key]) }
  }
}

extension SealRing {
  /// What the value says its key is.
  fileprivate func keyID(_ sealed: [UInt8]) -> KeyID {
    do {
      _ = try open(sealed, context: [])
    } catch {
      if case .unknownKey(let id) = error { return id }
    }
    return currentID
  }
}
