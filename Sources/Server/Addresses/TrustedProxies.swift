internal import HTTP

/// Those whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. Anyone else's are somebody's invention.
public struct TrustedProxies: Sendable {
  private let ranges: [AddressRange]

  public init(_ ranges: [AddressRange] = []) {
    self.ranges = ranges
  }

  /// From a setting: blocks separated by commas or blanks. The word that is no block is the error.
  public init(parsing text: String) throws(NotAnAddressRange) {
    var ranges: [AddressRange] = []
    for word in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      guard let range = AddressRange(String(word)) else { throw NotAnAddressRange(text: String(word)) }
      ranges.append(range)
    }
    self.ranges = ranges
  }

  public func contains(_ address: IPAddress) -> Bool {
    ranges.contains(address)
  }

  /// Who sent a request that one of us handed on: the last hop that is none of us. Each proxy adds the address it saw
  /// at the end, so what stands before the first stranger, counted from there, is only the stranger's word.
  func client(of headers: Headers, through proxy: IPAddress) -> IPAddress {
    var client = proxy
    for value in headers.values(.xForwardedFor).reversed() {
      for hop in value.split(separator: ",", omittingEmptySubsequences: false).reversed() {
        guard let address = TrustedProxies.address(of: hop) else { return client }
        client = address
        if !contains(address) { return client }
      }
    }
    return client
  }

  /// How the client reached the proxy next to us.
  func scheme(of headers: Headers) -> Scheme? {
    guard let last = headers.values(.xForwardedProto).last?.split(separator: ",").last else { return nil }
    return Scheme(rawValue: last.trimmingBlanks.lowercased())
  }

  /// An address as proxies write it: perhaps with a port, IPv6 then in brackets.
  private static func address(of hop: Substring) -> IPAddress? {
    let text = hop.trimmingBlanks
    if text.first == "[" { return IPAddress(String(text.dropFirst().prefix { $0 != "]" })) }
    if let address = IPAddress(text) { return address }
    let pieces = text.split(separator: ":")
    return pieces.count == 2 ? IPAddress(String(pieces[0])) : nil
  }
}

/// A word that should have been a block of addresses.
public struct NotAnAddressRange: Error, Equatable, CustomStringConvertible {
  public let text: String

  public var description: String {
    "\"\(text)\" is neither an address nor a block of addresses such as 10.0.0.0/8"
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let front = drop(while: isBlank)
    return String(front.reversed().drop(while: isBlank).reversed())
  }
}
