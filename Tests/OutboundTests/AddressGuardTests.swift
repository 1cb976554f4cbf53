import Outbound
import Testing

@Suite struct AddressGuardTests {
  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
    "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0",
    "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::200e", "2003::1",
    "2001:200::1", "2001:db7::1", "2001:db9::1", "2400::", "3ffe::1", "64:ff9b::808:808",
  ])
  func `a place on the open internet may be connected to`(text: String) throws {
    #expect(AddressGuard.publicOnly.refusal(of: try address(text)) == nil)
  }

  @Test(arguments: [
    ("0.0.0.0", AddressRefusal.unspecified), ("0.255.255.255", .unspecified),
    ("10.0.0.0", .privateUse), ("10.255.255.255", .privateUse),
    ("100.64.0.0", .carrierNAT), ("100.127.255.255", .carrierNAT),
    ("127.0.0.1", .loopback), ("127.0.0.2", .loopback), ("127.255.255.255", .loopback),
    ("169.254.0.0", .linkLocal), ("169.254.169.254", .linkLocal), ("169.254.255.255", .linkLocal),
    ("172.16.0.0", .privateUse), ("172.31.255.255", .privateUse),
    ("192.0.0.0", .reserved), ("192.0.0.170", .reserved), ("192.0.0.255", .reserved),
    ("192.0.2.0", .documentation), ("192.0.2.255", .documentation),
    ("192.88.99.1", .reserved),
    ("192.168.0.0", .privateUse), ("192.168.255.255", .privateUse),
    ("198.18.0.0", .benchmarking), ("198.19.255.255", .benchmarking),
    ("198.51.100.0", .documentation), ("198.51.100.255", .documentation),
    ("203.0.113.0", .documentation), ("203.0.113.255", .documentation),
    ("224.0.0.0", .multicast), ("224.0.0.251", .multicast), ("239.255.255.255", .multicast),
    ("240.0.0.0", .reserved), ("255.255.255.254", .reserved), ("255.255.255.255", .broadcast),
  ])
  func `an IPv4 address that is no place on the open internet is refused`(text: String, reason: AddressRefusal) throws {
    #expect(AddressGuard.publicOnly.refusal(of: try address(text)) == reason)
  }

  @Test(arguments: [
    ("::", AddressRefusal.unspecified), ("::1", .loopback),
    ("::127.0.0.1", .embedded), ("::8.8.8.8", .embedded),
    ("::ffff:127.0.0.1", .embedded), ("::ffff:10.0.0.1", .embedded), ("::ffff:8.8.8.8", .embedded),
    ("::ffff:0:127.0.0.1", .embedded),
    ("64:ff9b::127.0.0.1", .loopback), ("64:ff9b::10.0.0.1", .privateUse), ("64:ff9b::169.254.169.254", .linkLocal),
    ("64:ff9b::", .unspecified), ("64:ff9b:1::8.8.8.8", .embedded), ("64:ff9b:0:1::1", .reserved),
    ("100::1", .reserved), ("::2:0:0:1", .reserved), ("1fff::1", .reserved),
    ("2001::1", .embedded), ("2001:0:4136:e378:8000:63bf:3fff:fdd2", .embedded),
    ("2001:2::1", .benchmarking), ("2001:1::1", .reserved), ("2001:20::1", .reserved), ("2001:1ff::1", .reserved),
    ("2001:db8::", .documentation), ("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", .documentation),
    ("2002:7f00:1::1", .embedded), ("2002:808:808::1", .embedded),
    ("3fff::1", .documentation), ("3fff:fff:ffff::1", .documentation), ("4000::1", .reserved), ("5f00::1", .reserved),
    ("fc00::", .privateUse), ("fd12:3456:789a::1", .privateUse), ("fdff:ffff::1", .privateUse),
    ("fe80::1", .linkLocal), ("febf:ffff::1", .linkLocal), ("fec0::1", .privateUse), ("feff::1", .privateUse),
    ("ff00::", .multicast), ("ff02::1", .multicast), ("ffff:ffff::1", .multicast), ("e000::1", .reserved),
  ])
  func `an IPv6 address that is no place on the open internet is refused`(text: String, reason: AddressRefusal) throws {
    #expect(AddressGuard.publicOnly.refusal(of: try address(text)) == reason)
  }

  @Test func `a network allowed by setting may be connected to, its neighbours not`() throws {
    let guardian = AddressGuard(allowing: [try network("10.1.0.0/16"), try network("fd00:1::/32")])
    #expect(guardian.refusal(of: try address("10.1.0.0")) == nil)
    #expect(guardian.refusal(of: try address("10.1.255.255")) == nil)
    #expect(guardian.refusal(of: try address("fd00:1:2::3")) == nil)
    #expect(guardian.refusal(of: try address("8.8.8.8")) == nil)
    #expect(guardian.refusal(of: try address("64:ff9b::10.1.0.0")) == nil)
    #expect(guardian.refusal(of: try address("10.0.255.255")) == .privateUse)
    #expect(guardian.refusal(of: try address("10.2.0.0")) == .privateUse)
    #expect(guardian.refusal(of: try address("fd00:2::1")) == .privateUse)
    #expect(guardian.refusal(of: try address("::ffff:10.1.0.0")) == .embedded)
  }

  @Test(arguments: ["127.0.0.1", "10.0.0.1", "8.8.8.8", "::1", "ff02::1", "::ffff:127.0.0.1"])
  func `with everything allowed nothing is refused`(text: String) throws {
    #expect(AddressGuard.anywhere.refusal(of: try address(text)) == nil)
  }

  private func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(text))
  }

  private func network(_ text: String) throws -> Network {
    try #require(Network(text))
  }
}
