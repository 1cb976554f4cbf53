import HTTP
import Testing

@testable import Server

/// Addresses, blocks of them, and who is believed about whom.
struct AddressTests {
  @Test(arguments: [
    "127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "2001:db8::ff00:42:8329", "::", "fe80::1",
  ])
  func `an address reads as it was written`(text: String) throws {
    #expect(try #require(IPAddress(text)).description == text)
  }

  @Test func `an IPv4 address inside IPv6 is that IPv4 address`() {
    #expect(IPAddress("::ffff:10.0.0.1") == IPAddress("10.0.0.1"))
    #expect(IPAddress("::ffff:10.0.0.1")?.description == "10.0.0.1")
  }

  @Test(arguments: [
    "", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4x", "1.2.3.4:80", "[::1]", "fe80::1%eth0",
    "1.2.3.4\0", " 1.2.3.4", "1.2.3.4/8", String(repeating: "1", count: 100),
  ])
  func `what is no address is none`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.0.0.0/8", "::1", false),
    ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true),
    ("192.168.1.7", "192.168.1.7", true), ("192.168.1.7", "192.168.1.8", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
    ("2001:db8::/64", "2001:db8::ffff:1", true), ("2001:db8:0:0:8000::/65", "2001:db8::8000:0:0:1", true),
    ("2001:db8:0:0:8000::/65", "2001:db8::7fff:0:0:1", false), ("172.16.0.0/12", "172.31.255.255", true),
    ("172.16.0.0/12", "172.32.0.0", false), ("10.0.0.0/8", "::ffff:10.1.2.3", true),
  ])
  func `a block holds what begins like it`(block: String, address: String, expected: Bool) throws {
    let range = try #require(AddressRange(block))
    #expect(range.contains(try #require(IPAddress(address))) == expected)
    #expect(AddressRange(range.description) == range)
  }

  @Test(arguments: [
    "10.0.0.0/33", "10.0.0.1/8", "::/129", "10.0.0.0/", "10.0.0.0/8/8", "/8", "10.0.0.0/-1", "10.0.0.0/+8",
    "10.0.0.0/ 8", "10.0.0.0/0008", "everything",
  ])
  func `what is no block is none`(text: String) {
    #expect(AddressRange(text) == nil)
  }

  @Test func `a setting lists blocks`() throws {
    let proxies = try TrustedProxies(parsing: "10.0.0.0/8, 192.168.1.1\t::1")
    for address in ["10.1.2.3", "192.168.1.1", "::1"] {
      #expect(proxies.contains(try #require(IPAddress(address))))
    }
    #expect(!proxies.contains(try #require(IPAddress("192.168.1.2"))))
    #expect(throws: NotAnAddressRange(text: "nonsense")) { try TrustedProxies(parsing: "10.0.0.0/8,nonsense") }
  }

  @Test(arguments: [
    (["203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1", "203.0.113.7"], "203.0.113.7"),
    (["198.51.100.1, 203.0.113.7, 10.0.0.9"], "203.0.113.7"),
    (["203.0.113.7, 10.0.0.9", "10.0.0.8"], "203.0.113.7"),
    (["203.0.113.7:4711"], "203.0.113.7"),
    (["\"[2001:db8::7]:4711\""], "10.0.0.1"),
    (["[2001:db8::7]:4711"], "2001:db8::7"),
    (["2001:db8::7"], "2001:db8::7"),
    (["10.0.0.9"], "10.0.0.9"),
    ([], "10.0.0.1"),
    (["unknown"], "10.0.0.1"),
    (["203.0.113.7, unknown"], "10.0.0.1"),
    (["203.0.113.7, , 10.0.0.9"], "10.0.0.9"),
    (["127.0.0.1 evil"], "10.0.0.1"),
  ])
  func `the client is the last hop that is no proxy of ours`(values: [String], expected: String) throws {
    let proxies = try TrustedProxies(parsing: "10.0.0.0/8")
    var headers = Headers()
    for value in values { headers.add(.xForwardedFor, value) }
    let proxy = try #require(IPAddress("10.0.0.1"))
    #expect(proxies.client(of: headers, through: proxy).description == expected)
  }

  @Test(arguments: [
    ("https", Scheme.https), ("http", .http), ("HTTPS", .https), ("http, https", .https), ("gopher", nil), ("", nil),
  ])
  func `the scheme is what the nearest proxy says`(value: String, expected: Scheme?) {
    var headers = Headers()
    headers.add(.xForwardedProto, value)
    #expect(TrustedProxies().scheme(of: headers) == expected)
  }

  @Test(arguments: [(true, "203.0.113.7", "https"), (false, "127.0.0.1", "http")])
  func `a request through a proxy is seen as its client's`(isTrusted: Bool, peer: String, scheme: String) async throws {
    var configuration = ServerConfiguration()
    if isTrusted { configuration.trustedProxies = try TrustedProxies(parsing: "127.0.0.1") }
    let handler = ClosureHandler { .now(.text("\($0.peer) \($0.scheme.rawValue)")) }
    try await withServer(configuration, handling: handler) { server in
      let client = try server.connect()
      client.get("/", "X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: https")
      let reply = try await client.reply()
      #expect(reply.text == "\(peer) \(scheme)")
      #expect(reply["Strict-Transport-Security"] == (isTrusted ? "max-age=31536000" : nil))
    }
  }
}
