/// Where and how a server listens.
public struct ServerConfiguration: Sendable {
  /// A name or an address; `*` for all addresses of this machine, IPv4 and IPv6.
  public var host: String
  /// 0 for any that is free.
  public var port: UInt16
  public var tls: TLSFiles?
  public var trustedProxies: TrustedProxies
  /// Whether each request leaves a line in the log.
  public var logsAccess: Bool
  public var limits: ServerLimits
  /// Whether answers tell browsers to come by https alone from now on; nil: where the request came by https.
  public var sendsTransportSecurity: Bool?

  public init(
    host: String = "127.0.0.1", port: UInt16 = 8080, tls: TLSFiles? = nil,
    trustedProxies: TrustedProxies = TrustedProxies(), logsAccess: Bool = true, limits: ServerLimits = ServerLimits()
  ) {
    self.host = host
    self.port = port
    self.tls = tls
    self.trustedProxies = trustedProxies
    self.logsAccess = logsAccess
    self.limits = limits
  }

  /// How much is read at once, in bytes: one buffer a loop, so it may be generous. Tests read byte by byte.
  var readSize = 64 * 1024
}

/// A certificate chain and its key, both PEM.
public struct TLSFiles: Sendable {
  public var certificate: String
  public var key: String

  public init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }
}

/// Why a server does not start.
public struct ServerError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
