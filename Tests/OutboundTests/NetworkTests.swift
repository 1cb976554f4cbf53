import Outbound
import Testing

@Suite struct NetworkTests {
  @Test(arguments: [
    ("1.2.3.4", "1.2.3.4"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
    ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:1.2.3.4", "::ffff:1.2.3.4"),
  ])
  func `an address is read and written in the usual notation`(text: String, written: String) {
    #expect(IPAddress(text)?.description == written)
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "0x7f.0.0.1", "1.2.3.4 ", "[::1]", "::1%eth0", ":::",
    "localhost",
  ])
  func `anything else is no address`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("0.0.0.0/0", "255.255.255.255", true), ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("10.0.0.128/25", "10.0.0.127", false), ("10.0.0.128/25", "10.0.0.128", true), ("10.0.0.1", "10.0.0.1", true),
    ("10.0.0.1/32", "10.0.0.2", false), ("::/0", "ffff::", true), ("::/0", "1.2.3.4", false),
    ("0.0.0.0/0", "::", false), ("fe80::/10", "febf::1", true), ("fe80::/10", "fec0::1", false),
  ])
  func `a network contains the addresses that begin like it`(text: String, address: String, isInside: Bool) throws {
    #expect(try #require(Network(text)).contains(try #require(IPAddress(address))) == isInside)
  }

  @Test(arguments: [
    "", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/08", "10.0.0.0/8/8", "10.1.0.0/8", "::1/64",
    "::/129", "/8", "10/8",
  ])
  func `anything else is no network`(text: String) {
    #expect(Network(text) == nil)
  }

  @Test func `a network is written with its length`() {
    #expect(Network("10.0.0.0/8")?.description == "10.0.0.0/8")
    #expect(Network("::1")?.description == "::1/128")
  }
}
