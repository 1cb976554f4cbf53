import Outbound
import Testing

@Suite struct WebAddressTests {
  @Test(arguments: [
    ("https://example.com", "https://example.com/", WebAddress.Scheme.https, "example.com", 443),
    ("http://Example.COM:8080/a?b=c#d", "http://Example.COM:8080/a?b=c", .http, "example.com", 8080),
    ("HTTPS://example.com:443/", "https://example.com:443/", .https, "example.com", 443),
    ("http://[::1]/x", "http://[::1]/x", .http, "[::1]", 80),
    ("http://2130706433/", "http://127.0.0.1/", .http, "127.0.0.1", 80),
    ("http://0x7f.1/", "http://127.0.0.1/", .http, "127.0.0.1", 80),
    ("http://0177.0.0.1/", "http://127.0.0.1/", .http, "127.0.0.1", 80),
    ("https://example.com/a/../b", "https://example.com/b", .https, "example.com", 443),
  ])
  func `an address is read as it will be called`(
    text: String, called: String, scheme: WebAddress.Scheme, host: String, port: Int
  ) throws {
    let address = try WebAddress(text)
    #expect(address.text == called)
    #expect(address.scheme == scheme)
    #expect(address.host == host)
    #expect(address.port == port)
  }

  @Test(arguments: [
    ("", WebAddressRefusal.malformed), ("example.com", .malformed), ("//example.com/", .malformed),
    ("https://", .malformed),
    ("http://exa mple.com/", .malformed), ("http://example.com/a b", .malformed),
    ("http://example.com:99999/", .malformed),
    ("http://example.com:x/", .malformed), ("http://[::1/", .malformed), ("http://example.com/\r\nX: y", .malformed),
    ("http://example.com/\u{0}", .malformed), ("http://a@example.com/", .credentials),
    ("https://anna:secret@example.com/", .credentials), ("ftp://example.com/", .badScheme),
    ("file:///etc/passwd", .badScheme), ("gopher://example.com/", .badScheme), ("smtp://example.com/", .badScheme),
    ("javascript:alert(1)", .badScheme), ("dict://example.com/d:x", .badScheme),
    ("https://example.com/" + String(repeating: "a", count: 8192), .tooLong),
  ])
  func `what can't be called is refused`(text: String, refusal: WebAddressRefusal) {
    #expect(throws: refusal) { try WebAddress(text) }
  }

  @Test(arguments: [
    ("/c", "https://example.com/c"), ("c?d=e", "https://example.com/a/c?d=e"), ("../c", "https://example.com/c"),
    ("?d", "https://example.com/a/b?d"), ("//other.com/c", "https://other.com/c"),
    ("http://other.com", "http://other.com/"),
    ("/c#d", "https://example.com/c"), ("/a b", "https://example.com/a%20b"), ("/ễ", "https://example.com/%e1%bb%85"),
  ])
  func `a location is understood from where it was found`(location: String, target: String) throws {
    #expect(try WebAddress("https://example.com/a/b").resolving(location).text == target)
  }

  @Test(arguments: [
    ("file:///etc/passwd", WebAddressRefusal.badScheme), ("https://a:b@other.com/", .credentials),
    ("https://other.com:99999/", .malformed), ("/\r\nX: y", .malformed),
  ])
  func `a location that can't be called is refused`(location: String, refusal: WebAddressRefusal) throws {
    let address = try WebAddress("https://example.com/a/b")
    #expect(throws: refusal) { try address.resolving(location) }
  }

  @Test(arguments: [
    ("https://example.com/a", true), ("https://EXAMPLE.com:443/b", true), ("http://example.com/a", false),
    ("https://example.com:444/a", false), ("https://www.example.com/a", false),
  ])
  func `the origin is scheme, host and port`(other: String, isSame: Bool) throws {
    #expect(try WebAddress("https://example.com/x").isSameOrigin(as: WebAddress(other)) == isSame)
  }
}
