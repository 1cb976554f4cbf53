import Crypto
import Testing

@Suite struct PasswordHashTests {
  /// As dear as the tests can afford.
  private static let cost = 4
  private let password = Array("correct horse battery staple".utf8)

  @Test func `a password matches its own hash and no other`() throws {
    let hash = try PasswordHash.make(of: password, cost: Self.cost)
    #expect(hash.text.hasPrefix("$2b$04$"))
    #expect(hash.text.utf8.count == 60)
    #expect(hash.matches(password))
    #expect(!hash.matches(password.dropLast()))
    #expect(!hash.matches(password + [0x20]))
    #expect(!hash.matches([]))
  }

  @Test func `the same password is never hashed to the same text`() throws {
    let texts = try (0..<8).map { _ in try PasswordHash.make(of: password, cost: Self.cost).text }
    #expect(Set(texts).count == 8)
  }

  @Test(arguments: [
    ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
    ("U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
    ("", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.7uG0VCzI2bS7j6ymqJi9CdcdxiRTWNy"),
    ("Kk4DQuMMfZL9o", "$2b$04$cVWp4XaNU8a4v1uMRum2SO026BWLIoQMD/TXg5uZV.0P.uO8m3YEm"),
    ("9IeRXmnGxMYbs", "$2b$04$pQ7gRO7e6wx/936oXhNjrOUNOHL1D0h1N2IDbJZYs.1ppzSof6SPy"),
    ("xVQVbwa1S0M8r", "$2b$04$SQe9knOzepOVKoYXo9xTteNYr6MBwVz4tpriJVe3PNgYufGIsgKcW"),
    (
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
      "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
    ),
  ])
  func `published hashes match their passwords`(password: String, text: String) throws {
    let hash = try PasswordHash(text)
    #expect(hash.matches(password.utf8))
    #expect(!hash.matches((password + "!").utf8))
  }

  @Test func `a password of 72 bytes is hashed as other programs do, a longer one counts to its end`() throws {
    let longest = [UInt8](repeating: 0x61, count: 72)
    let plain = try PasswordHash.make(of: longest, cost: Self.cost)
    #expect(plain.matches(longest))
    #expect(!plain.matches(longest + [0x62]))
    let beyond = try PasswordHash.make(of: longest + [0x62], cost: Self.cost)
    #expect(beyond.matches(longest + [0x62]))
    #expect(!beyond.matches(longest + [0x63]))
    #expect(!beyond.matches(longest))
  }

  @Test func `a zero byte does not end a password`() throws {
    let hash = try PasswordHash.make(of: [0x61, 0, 0x62], cost: Self.cost)
    #expect(hash.matches([0x61, 0, 0x62]))
    #expect(!hash.matches([0x61, 0, 0x63]))
    #expect(!hash.matches([0x61]))
  }

  @Test func `the plain digest of a long password does not stand in for it`() throws {
    let long = [UInt8](repeating: 0x61, count: 100)
    let hash = try PasswordHash.make(of: long, cost: Self.cost)
    #expect(!hash.matches(Base64.url.encodedBytes(SHA256.hash(long).bytes)))
  }

  @Test func `hashes of another cost or make ask to be made anew`() throws {
    let hash = try PasswordHash.make(of: password, cost: Self.cost)
    #expect(hash.cost == 4)
    #expect(hash.needsRehash())
    #expect(!hash.needsRehash(cost: 4))
    let foreign = try PasswordHash("$2a$04" + hash.text.dropFirst(6))
    #expect(foreign.matches(password))
    #expect(foreign.needsRehash(cost: 4))
    #expect(PasswordHash.usualCost == 12)
  }

  @Test func `no password matches the decoy`() throws {
    let decoy = PasswordHash.decoy(cost: Self.cost)
    #expect(decoy.cost == 4)
    #expect(try PasswordHash(decoy.text).cost == 4)
    #expect(!decoy.matches(password))
    #expect(!decoy.matches([]))
  }

  @Test func `a hash is not printed`() throws {
    #expect("\(PasswordHash.decoy())" == "PasswordHash(bcrypt, cost 12)")
  }

  @Test func `a password of megabytes is refused, and matches nothing`() throws {
    let hash = try PasswordHash.make(of: password, cost: Self.cost)
    let huge = [UInt8](repeating: 0x61, count: PasswordHash.longestPassword + 1)
    #expect(throws: PasswordRefusal.tooLong) { try PasswordHash.make(of: huge, cost: Self.cost) }
    #expect(!hash.matches(huge))
  }

  @Test(arguments: [-1, 0, 3, 17, 31, 99])
  func `a cost out of reason is refused`(cost: Int) {
    #expect(throws: PasswordRefusal.badCost(cost)) { try PasswordHash.make(of: password, cost: cost) }
  }

  @Test func `a stored hash of an unbearable cost is refused before anyone waits for it`() {
    let text = PasswordHash.decoy().text
    #expect(throws: PasswordRefusal.badCost(31)) { try PasswordHash("$2b$31" + text.dropFirst(6)) }
    #expect(throws: PasswordRefusal.badCost(3)) { try PasswordHash("$2b$03" + text.dropFirst(6)) }
  }

  @Test(arguments: [
    "", "$2b$04$", "x", "$2x$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e",
    "$6$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWxx",
    "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
    "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW\n",
    "$2b$5$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeWx",
    "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKv:OeW",
  ])
  func `a text that is no bcrypt hash is refused`(text: String) {
    #expect(throws: PasswordRefusal.notBcrypt) { try PasswordHash(text) }
  }
}
