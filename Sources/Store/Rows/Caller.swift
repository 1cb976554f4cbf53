internal import Glibc

/// From where something was asked, for the audit log.
public struct Caller: Hashable, Sendable {
  public let address: String?
  public let userAgent: String

  /// The key that the request came with and holds: what is done for it is noted there, with the audit row.
  public var key: KeyTicket?

  /// The token that a program came in with: what is done by it is noted under its name.
  public var token: ActingToken?

  /// An address that is none is left out.
  public init(address: String?, userAgent: String) {
    self.address = address.flatMap { Self.isAddress($0) ? $0 : nil }
    self.userAgent = Self.printable(userAgent)
  }

  /// A job or a command line.
  public static let house = Caller(address: nil, userAgent: "")

  /// What the audit log has room for.
  private static let longestAgent = 512

  private static func printable(_ agent: String) -> String {
    if agent.utf8.count <= longestAgent, agent.utf8.allSatisfy({ $0 >= 0x20 }) { return agent }
    return String(String.UnicodeScalarView(agent.unicodeScalars.prefix(longestAgent).filter { $0.value >= 0x20 }))
  }

  private static func isAddress(_ text: String) -> Bool {
    var room = in6_addr()
    return inet_pton(AF_INET, text, &room) == 1 || inet_pton(AF_INET6, text, &room) == 1
  }
}
