/// The networks of IANA's special-purpose registries (RFC 6890 and its followers) that are no place on the open
/// internet. The first that fits gives the reason.
enum SpecialNetworks {
  static func reason(against address: IPAddress) -> AddressRefusal? {
    let known = address.family == .v4 ? v4 : v6
    if let match = known.first(where: { $0.network.contains(address) }) { return match.reason }
    return address.family == .v6 && !globalUnicast.contains(address) ? .reserved : nil
  }

  /// The IPv4 address behind the well-known prefix of a NAT64 (RFC 6052): how the IPv4 internet looks from a network
  /// with IPv6 alone, so it is judged like that address.
  static func translated(_ address: IPAddress) -> IPAddress? {
    guard nat64.contains(address) else { return nil }
    return IPAddress(family: .v4, bits: address.bits & 0xFFFF_FFFF)
  }

  private typealias Row = (network: Network, reason: AddressRefusal)

  private static let nat64 = network("64:ff9b::/96")
  /// All that IANA has ever given to hosts on the internet.
  private static let globalUnicast = network("2000::/3")

  private static let v4: [Row] = [
    (network("0.0.0.0/8"), .unspecified),
    (network("10.0.0.0/8"), .privateUse),
    (network("100.64.0.0/10"), .carrierNAT),
    (network("127.0.0.0/8"), .loopback),
    (network("169.254.0.0/16"), .linkLocal),  // cloud machines keep their credentials at 169.254.169.254
    (network("172.16.0.0/12"), .privateUse),
    (network("192.0.0.0/24"), .reserved),  // protocol assignments
    (network("192.0.2.0/24"), .documentation),
    (network("192.88.99.0/24"), .reserved),  // 6to4 relays, withdrawn
    (network("192.168.0.0/16"), .privateUse),
    (network("198.18.0.0/15"), .benchmarking),
    (network("198.51.100.0/24"), .documentation),
    (network("203.0.113.0/24"), .documentation),
    (network("224.0.0.0/4"), .multicast),
    (network("255.255.255.255"), .broadcast),
    (network("240.0.0.0/4"), .reserved),
  ]

  private static let v6: [Row] = [
    (network("::"), .unspecified),
    (network("::1"), .loopback),
    (network("::/96"), .embedded),  // IPv4-compatible
    (network("::ffff:0:0/96"), .embedded),  // IPv4-mapped
    (network("::ffff:0:0:0/96"), .embedded),  // IPv4-translated
    (network("64:ff9b:1::/48"), .embedded),  // NAT64 inside an organisation
    (network("100::/64"), .reserved),  // discard
    (network("2001::/32"), .embedded),  // Teredo
    (network("2001:2::/48"), .benchmarking),
    (network("2001::/23"), .reserved),  // protocol assignments
    (network("2001:db8::/32"), .documentation),
    (network("2002::/16"), .embedded),  // 6to4
    (network("3fff::/20"), .documentation),
    (network("fc00::/7"), .privateUse),
    (network("fe80::/10"), .linkLocal),
    (network("fec0::/10"), .privateUse),  // site-local, withdrawn
    (network("ff00::/8"), .multicast),
  ]

  private static func network(_ text: String) -> Network {
    guard let network = Network(text) else { preconditionFailure("\(text) in the table is no network") }
    return network
  }
}
