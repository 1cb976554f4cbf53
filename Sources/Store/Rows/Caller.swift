/// From where something was asked, for the audit log.
public struct Caller: Hashable, Sendable {
  public let address: String?
  public let userAgent: String

  public init(address: String?, userAgent: String) {
    self.address = address
    self.userAgent = String(userAgent.unicodeScalars.prefix(Self.longestAgent).filter { $0.value >= 0x20 })
  }

  /// A job or a command line.
  public static let house = Caller(address: nil, userAgent: "")

  /// What the audit log has room for.
  private static let longestAgent = 512
}
