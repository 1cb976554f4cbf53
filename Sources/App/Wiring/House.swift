internal import API
internal import CivilTime
internal import Crypto
internal import HTTP
internal import Jobs
internal import Log
internal import Mustache
internal import Operations
internal import Postgres
internal import Reactor
internal import Server
internal import Store
internal import Web

/// Everything a running server is made of, put together in the one place where all of it meets.
struct House: Sendable {
  let log: Log
  let group: EventLoopGroup
  let pool: BlockingPool
  let database: Database
  let office: Office
  let pulse: Pulse
  let server: Server
  let rota: Rota

  /// Work that blocks seldom lasts longer than a bcrypt, a quarter of a second; more threads than this would only take
  /// the processors from the loops.
  private static let poolThreads = 4

  /// As long as requests get to be finished: a mail server that is being handed a letter may take its time.
  private static let jobsTime = Duration.seconds(8)

  init(_ settings: Settings, _ secrets: Secrets, _ ground: Ground, _ choices: ServeChoices) throws {
    let clock = settings.clock
    let log = Log(settings.isProduction ? .json : .text, clock: clock)
    let group = try choices.workers.map { try EventLoopGroup(count: $0, clock: clock) } ?? EventLoopGroup(clock: clock)
    let pool = try BlockingPool(threads: House.poolThreads)
    let database = Database(DatabaseSettings(address: ground.address), loops: group.loops, pool: pool)
    let revive: @Sendable () async throws -> Void = { try await pool.run { try Ground.revive() } }
    let pulse = Pulse(database, clock: clock, log: log, revive: ground.isPrivate ? revive : nil)
    let bell = Bell()
    let office = Office(
      database, books: choices.books(database, clock), clock: clock, ids: UUIDMaker(), tokens: secrets.bookingTokens,
      accounts: try secrets.accounts(pool), isLimiting: settings.hasRateLimits, haveLetters: bell.ring)
    rota = try Rota(settings, secrets, office, database, bell: bell, pool: pool, clock: clock, log: log)

    let assets = try Assets(folder: Place.assets, isLive: !settings.isProduction)
    let site = try Site(
      templates: Place.templates, styles: Place.styles, isWatching: !settings.isProduction, assets: assets,
      office: office, seal: secrets.forms, baseAddress: settings.baseURL.text,
      pageRoom: choices.keepsPages ? Site.usualPageRoom : 0, isUp: { pulse.isUp }, log: log)
    let api = try API(
      office: office, assets: Place.assets, languages: try Library(folder: Place.templates).locales.languages,
      firstSchedule: { site.firstSchedule(in: $0) }, baseAddress: settings.baseURL.text, isUp: { pulse.isUp }, log: log)
    let metrics = Metrics()
    metrics.addGauge("calento_database_up", help: "Whether the database can be reached.") { pulse.isUp ? 1 : 0 }
    let migrations = try MigrationFolder(Place.migrations).load()
    let operations = OperationsEndpoints(
      metrics: metrics,
      checks: [
        ReadinessCheck("database") { _ = try await database.query("SELECT 1") },
        ReadinessCheck("migrations") {
          let pending = try await Migrator.pending(migrations, in: database)
          if !pending.isEmpty { throw Failure("pending: \(pending.joined(separator: ", "))") }
        },
      ])

    var configuration = ServerConfiguration(host: choices.host, port: choices.port, tls: choices.tls)
    configuration.trustedProxies = try House.proxies(settings)
    configuration.logsAccess = settings.writesAccessLog
    configuration.sendsTransportSecurity = settings.baseURL.isSecure
    server = try Server(
      configuration, group: group,
      handler: choices.door(FrontDoor(operations: operations, api: api, site: site), database, office),
      assets: assets, pool: pool, log: log, metrics: metrics)
    (self.log, self.group, self.pool, self.database, self.pulse) = (log, group, pool, database, pulse)
    self.office = office
  }

  private static func proxies(_ settings: Settings) throws -> TrustedProxies {
    do {
      return try TrustedProxies(parsing: settings.trustedProxies.joined(separator: ","))
    } catch {
      throw Failure("TRUSTED_PROXIES: \(error)")
    }
  }

  /// Finishes what is in flight, requests and letters alike, then takes everything down in the order in which it leans on
  /// each other. A letter that was written meanwhile is sent by the next server.
  func close(on loop: EventLoop) async {
    async let drained: Void = server.drain()
    await rota.stop(within: House.jobsTime, on: loop)
    await drained
    database.close()
  }

  /// The last of it; not from a loop.
  func leave() {
    group.stop()
    pool.stop()
    log.flush()
  }
}
