internal import Glibc
internal import Jobs
internal import Letters
internal import Log
internal import Mail
internal import Operations
internal import Postgres
internal import Reactor

extension Rota {
  /// What a server does beside answering: letters leave, meetings that are over become completed, what was kept long
  /// enough is dropped, the log gets its months. `bell` is rung by whoever has written a letter.
  convenience init(
    _ settings: Settings, _ secrets: Secrets, _ office: Office, _ database: Database, bell: Bell, pool: BlockingPool,
    clock: any Clock, log: Log
  ) throws {
    let letters = SendLetters(
      database, stationery: try Stationery(settings, secrets), transport: settings.transport(on: pool), pool: pool,
      clock: clock, log: log, bell: bell)
    self.init(
      [
        letters, CompleteBookings(office), DropOldMessages(database, clock: clock),
        DropOldKeys(database, clock: clock),
        PlanAuditMonths(database, clock: clock), ClearAccounts(office),
      ], database, clock: clock, log: log, server: Rota.serverName)
  }

  /// What nobody else on the same database is called, not even this machine's next process of that number.
  private static var serverName: String {
    var host = [CChar](repeating: 0, count: 65)
    gethostname(&host, host.count - 1)
    let name = String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return "\(name) \(getpid()) \(String(UInt32.random(in: .min ... .max), radix: 36))"
  }
}

extension Stationery {
  /// What is broken in a letter's templates is said with its file, line and column.
  init(_ settings: Settings, _ secrets: Secrets) throws {
    try self.init(
      folder: Place.templates, isWatching: !settings.isProduction, sender: settings.mailFrom,
      base: settings.baseURL.text, tokens: secrets.bookingTokens,
      accounts: try secrets.accountTokens)
  }
}

extension Settings {
  func transport(on pool: BlockingPool) -> any Transport {
    mailRoute.transport(pool: pool, greeting: baseURL.host)
  }
}
