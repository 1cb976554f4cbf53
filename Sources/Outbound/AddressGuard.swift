/// Says which addresses may be connected to. What people can make us call (a calendar's address, a web hook) must not
/// reach the machine itself or the network it stands in. It is asked with the very address of each connection, after
/// the name was looked up: a name that answers differently the second time gains nothing.
public struct AddressGuard: Sendable {
  /// The open internet, and nothing else.
  public static let publicOnly = AddressGuard()
  /// For servers named in the settings.
  public static let anywhere = AddressGuard(allowing: ["0.0.0.0/0", "::/0"].compactMap(Network.init))
  /// This machine, and nothing else.
  static let loopbackOnly = AddressGuard(allowed: ["127.0.0.0/8", "::1"].compactMap(Network.init), others: .none)

  private enum Others {
    case onOpenInternet, none
  }

  private let allowed: [Network]
  private let others: Others

  /// The open internet, and these networks whatever they are.
  public init(allowing allowed: [Network] = []) {
    self.init(allowed: allowed, others: .onOpenInternet)
  }

  private init(allowed: [Network], others: Others) {
    self.allowed = allowed
    self.others = others
  }

  /// Nil if the address may be connected to.
  public func refusal(of address: IPAddress) -> AddressRefusal? {
    if allowed.contains(where: { $0.contains(address) }) { return nil }
    if others == .none { return .notLoopback }
    if let inner = SpecialNetworks.translated(address) { return refusal(of: inner) }
    return SpecialNetworks.reason(against: address)
  }
}

/// Why an address is not connected to.
public enum AddressRefusal: Hashable, Sendable {
  case unspecified, loopback, linkLocal, multicast, broadcast
  /// RFC 1918, unique-local, site-local.
  case privateUse
  /// Shared between a provider and its customers (RFC 6598).
  case carrierNAT
  case documentation, benchmarking
  /// An IPv4 address in IPv6 clothes (mapped, compatible, 6to4, Teredo, local NAT64): a way around every other rule.
  case embedded
  /// Set aside by IANA for something that is no host on the internet.
  case reserved
  /// Elsewhere than on this machine, where a letter without TLS must stay.
  case notLoopback
  /// Not an internet address at all.
  case foreign
}
