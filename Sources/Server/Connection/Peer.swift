/// Who is at the other end of a connection.
struct Peer {
  let address: IPAddress
  let text: String
  /// Whether what it says of whom it speaks for is believed.
  let isProxy: Bool
  /// Whether it may only have so many connections.
  let isCounted: Bool

  init(_ address: IPAddress, _ configuration: ServerConfiguration) {
    self.address = address
    text = address.description
    isProxy = configuration.trustedProxies.contains(address)
    isCounted = !isProxy && (configuration.limits.countsLoopback || !address.isLoopback)
  }
}
