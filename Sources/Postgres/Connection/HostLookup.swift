internal import Glibc

/// The numeric addresses of a host name, in the system's order of preference. Blocks: not on an event loop.
func lookUp(host: String) throws(DatabaseError) -> [String] {
  var hints = addrinfo()
  hints.ai_family = AF_UNSPEC
  hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
  var found: UnsafeMutablePointer<addrinfo>?
  let code = getaddrinfo(host, nil, &hints, &found)
  defer { if let found { freeaddrinfo(found) } }
  guard code == 0 else {
    throw DatabaseError(.unavailable, "host \(host): \(String(cString: gai_strerror(code)))")
  }
  var addresses: [String] = []
  var entry = found
  while let info = entry {
    if let text = numericText(of: info.pointee) { addresses.append(text) }
    entry = info.pointee.ai_next
  }
  return addresses
}

private func numericText(of info: addrinfo) -> String? {
  // INET6_ADDRSTRLEN and room for a scope.
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { text in
    let code = getnameinfo(
      info.ai_addr, info.ai_addrlen, text.baseAddress, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
    guard code == 0, let start = text.baseAddress else { return nil }
    return String(cString: start)
  }
}
