internal import Guard
internal import HTTP
internal import Log
internal import Reactor

/// What all loops of a server share: what never changes, the counts of connections, and the certificate of the day.
final class SharedParts: Sendable {
  let configuration: ServerConfiguration
  let handler: any Handler
  let assets: Assets?
  let pool: BlockingPool?
  let log: Log
  let census: Census
  private let certificate: Guarded<TLSContext?>

  init(
    _ configuration: ServerConfiguration, _ handler: any Handler, _ assets: Assets?, _ pool: BlockingPool?,
    _ log: Log, connections: Int
  ) throws(ServerError) {
    self.configuration = configuration
    self.handler = handler
    self.assets = assets
    self.pool = pool
    self.log = log
    census = Census(limit: connections, perAddress: configuration.limits.connectionsPerAddress)
    let context = try configuration.tls.map { files throws(ServerError) in try TLSContext(files) }
    certificate = Guarded(context)
  }

  var limits: ServerLimits { configuration.limits }

  /// For new connections; old ones keep theirs.
  var tls: TLSContext? { certificate.withLock { $0 } }

  func reloadCertificate() throws(ServerError) {
    guard let files = configuration.tls else { return }
    let fresh = try TLSContext(files)
    certificate.withLock { $0 = fresh }
  }
}
