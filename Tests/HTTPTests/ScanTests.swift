import HTTP
import TestSupport
import Testing

/// What the fast paths of the scanner must not miss, wherever it stands.
struct ScanTests {
  /// Everything below a space but tab and the two line bytes, which end a value in their own way; and DEL.
  static let controls: [UInt8] = Array(0...31).filter { ![9, 10, 13].contains($0) } + [127]

  @Test(arguments: controls)
  func `a control byte is found at every place of a value`(control: UInt8) {
    for length in 0..<20 {
      for place in 0...length {
        var value = [UInt8](repeating: 0xC3, count: length)
        value.insert(control, at: place)
        var talk = Talk(limits: Limits())
        talk.send("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8 + value + "\r\n\r\n".utf8)
        #expect(talk.text.hasSuffix("a header value holds a control character\n"), "place \(place) of \(length)")
      }
    }
  }

  @Test func `every other byte may stand at every place of a value`() {
    for byte in UInt8.min...UInt8.max where byte == 9 || (byte >= 32 && byte != 127) {
      for length in 0..<10 {
        var value = [UInt8](repeating: 0x78, count: length)
        value.insert(byte, at: length / 2)
        var talk = Talk(limits: Limits())
        talk.send("GET / HTTP/1.1\r\nHost: a\r\nX: <".utf8 + value + ">\r\n\r\n".utf8)
        let field = talk.requests.first?.headers.bytes(.init("x")!)
        let isWhole = field.map { Array($0) } == Array("<".utf8) + value + Array(">".utf8)
        #expect(isWhole, "byte \(byte)")
      }
    }
  }

  @Test(arguments: 0..<256)
  func `a name is made of token bytes alone`(number: Int) {
    let token = Array("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    let byte = UInt8(number)
    var talk = Talk(limits: Limits())
    talk.send("GET / HTTP/1.1\r\nHost: a\r\nX".utf8 + [byte] + "Y: z\r\n\r\n".utf8)
    // A colon ends the name early, which is as good.
    #expect(talk.text.hasPrefix("HTTP/1.1 200") == (token.contains(byte) || byte == 0x3A))
  }

  @Test func `a head that drips in is read once`() {
    // Were each byte to start over, this would be a hundred million steps and take minutes.
    var limits = Limits()
    limits.headerBytes = 200_000
    var talk = Talk(limits: limits)
    for byte in "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "y", count: 30_000))\r\n\r\n".utf8 {
      talk.send(CollectionOfOne(byte))
    }
    #expect(talk.requests.count == 1)
  }
}
