import Outbound
import Testing

@Suite struct HTTPHeaderTests {
  @Test(arguments: [("X-A", "b"), ("X-A", ""), ("accept", "text/calendar; q=1,\t*/*"), ("X-Name", "Nguyễn")])
  func `an ordinary header is taken`(name: String, value: String) throws {
    let header = try HTTPHeader(name, value)
    #expect(header.name == name)
    #expect(header.value == value)
    #expect(!header.isSecret)
  }

  @Test(arguments: ["a\r\nX-B: c", "a\nb", "a\rb", "a\u{0}b", "\u{7F}"])
  func `a value with control bytes is refused`(value: String) {
    #expect(throws: HTTPHeaderRefusal.badValue) { try HTTPHeader("X-A", value) }
  }

  @Test(arguments: ["", "X A", "X:A", "X-A:", "X\r\nB", "Ä", "(x)"])
  func `a name that is no token is refused`(name: String) {
    #expect(throws: HTTPHeaderRefusal.badName) { try HTTPHeader(name, "a") }
  }

  @Test(arguments: ["Host", "content-length", "Transfer-Encoding", "CONNECTION", "expect", "TE", "Trailer", "Upgrade"])
  func `headers that frame the message are not for callers`(name: String) {
    #expect(throws: HTTPHeaderRefusal.reserved) { try HTTPHeader(name, "a") }
  }

  @Test(arguments: ["Authorization", "COOKIE", "proxy-authorization"])
  func `credentials are secret without being told`(name: String) throws {
    #expect(try HTTPHeader(name, "a").isSecret)
    #expect(try HTTPHeader("X-Api-Key", "a", isSecret: true).isSecret)
  }

  @Test(arguments: ["", "get", "G T", "GET\r\n", "PROP:FIND", String(repeating: "A", count: 33)])
  func `a method that is no word is refused`(name: String) {
    #expect(HTTPRequest.Method(name) == nil)
  }
}
