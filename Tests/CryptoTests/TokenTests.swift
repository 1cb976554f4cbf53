import Crypto
import FoundationEssentials
import Testing

@Suite struct TokenTests {
  private let row = UUID(bytes: Array(1...16))!
  private let key = SecretKey(Array(0..<32))
  private let newKey = SecretKey(Array(32..<64))
  private let nonce = TokenNonce(Array(101...116))!

  @Test func `a row's token is the same each time it is made`() throws {
    let first = try TokenMaker(current: key, purpose: "booking").token(row: row, nonce: nonce)
    let second = try TokenMaker(current: key, purpose: "booking").token(row: row, nonce: nonce)
    #expect(first == second)
    #expect(first.bytes.count == 32)
  }

  @Test func `another row, nonce, purpose or key gives another token`() throws {
    let maker = try TokenMaker(current: key, purpose: "booking")
    let tokens = [
      maker.token(row: row, nonce: nonce),
      maker.token(row: UUID(bytes: Array(2...17))!, nonce: nonce),
      maker.token(row: row, nonce: TokenNonce(Array(102...117))!),
      try TokenMaker(current: key, purpose: "invitation").token(row: row, nonce: nonce),
      try TokenMaker(current: newKey, purpose: "booking").token(row: row, nonce: nonce),
    ]
    #expect(Set(tokens.map(\.text)).count == tokens.count)
  }

  @Test func `a fresh token is at hand, and the same when it is computed again`() throws {
    let maker = try TokenMaker(current: key, purpose: "booking")
    let fresh = maker.makeToken(row: row)
    let kept = TokenTrace(nonce: fresh.nonce, digest: fresh.digest)
    #expect(fresh == kept)
    let token = try #require(maker.token(row: row, fresh))
    #expect(token.digest == kept.digest)
    #expect(maker.token(row: row, kept) == token)
    #expect(try TokenMaker(current: newKey, purpose: "booking").token(row: row, kept) == nil)
    #expect(maker.makeToken(row: row) != fresh)
  }

  @Test func `after a rotation a link given out earlier is found again`() throws {
    let early = try TokenMaker(current: key, purpose: "booking").token(row: row, nonce: nonce)
    let rotated = try TokenMaker(current: newKey, previous: [key], purpose: "booking")
    #expect(rotated.token(row: row, nonce: nonce) != early)
    #expect(rotated.token(row: row, nonce: nonce, matching: early.digest) == early)
    let without = try TokenMaker(current: newKey, purpose: "booking")
    #expect(without.token(row: row, nonce: nonce, matching: early.digest) == nil)
  }

  @Test func `the database keeps the SHA-256 of a token`() {
    let token = Token(bytes: [UInt8](repeating: 0, count: 32))!
    #expect(token.digest.hex == "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925")
  }

  @Test func `a token is read back from its text`() {
    let token = Token.random()
    #expect(token.text.utf8.count == Token.textLength)
    #expect(Token(text: token.text.utf8) == token)
    #expect(Token.random() != token)
  }

  @Test func `a link's token names its owner`() {
    let link = LinkToken(owner: row, token: .random())
    #expect(link.text.utf8.count == LinkToken.textLength)
    #expect(LinkToken(text: link.text.utf8) == link)
    #expect(LinkToken(text: link.token.text.utf8) == nil)
  }

  @Test(arguments: ["", "x", String(repeating: "A", count: 42), String(repeating: "A", count: 44)])
  func `a token of another length is refused`(text: String) {
    #expect(Token(text: text.utf8) == nil)
    #expect(LinkToken(text: text.utf8) == nil)
  }

  @Test(arguments: ["=", "+", "/", " ", ".", "%", "B"])
  func `a token spelled otherwise is refused`(last: String) {
    #expect(Token(text: (String(repeating: "A", count: 42) + last).utf8) == nil)
    let isLetter = last == "B"
    #expect((LinkToken(text: (String(repeating: "A", count: 63) + last).utf8) != nil) == isLetter)
  }

  @Test func `a token is printed only when its text is asked for`() {
    let token = Token(bytes: [UInt8](repeating: 0xAB, count: 32))!
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", "\([token])", dumped, "\(LinkToken(owner: row, token: token))"] {
      #expect(!text.contains(token.text) && !text.contains("abab"))
    }
  }

  @Test func `a key below 256 bits is refused`() {
    let short = SecretKey(SecureRandom.bytes(31))
    #expect(throws: KeyRefusal.badLength(31, needed: 32...Int.max)) {
      try TokenMaker(current: short, purpose: "booking")
    }
    #expect(throws: KeyRefusal.badLength(31, needed: 32...Int.max)) {
      try TokenMaker(current: key, previous: [short], purpose: "booking")
    }
  }

  @Test func `a nonce has sixteen bytes`() {
    #expect(TokenNonce.random().bytes.count == 16)
    #expect(TokenNonce.random() != TokenNonce.random())
    #expect(TokenNonce([1, 2, 3]) == nil)
  }
}
