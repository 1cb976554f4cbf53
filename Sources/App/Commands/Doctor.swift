internal import CivilTime
internal import Crypto
internal import Letters
internal import Mail
internal import Mustache
internal import Postgres
internal import Reactor
internal import Server
internal import Store
internal import Web

extension Command {
  static let doctor = Command(
    name: "doctor", usage: "doctor",
    does: "Checks settings, secrets, database, migrations, clock, zones, templates, assets and mail, a line each",
    example: "calento doctor"
  ) { arguments in
    try arguments.end()
    var examination = Examination()
    try examination.run()
  }
}

/// One check after the other; those that stand on a failed one are not tried.
private struct Examination {
  private var failures = 0

  mutating func run() throws {
    let source = try SettingsSource.standard()
    guard
      let settings = check("settings", { try Settings(source) }, { "\($0.environment.rawValue), \($0.baseURL.text)" })
    else { throw Failure("the settings are not in order; nothing else was looked at") }
    check("secrets", { try Secrets(source) }, { "seal with key \($0.seals.currentID)" })
    check("clock", { try Self.clock() }, { $0 })
    check("zones", { try Zone.named("Europe/Berlin") }, { "the system's files are there (\($0.name))" })
    check("templates and assets", { try Self.pages() }, { "all bind" })
    check("mail", { try Self.mail(settings) }, { "goes to \($0)" })
    if let ground = check("database", { try Self.database(settings) }, { $0.isPrivate ? "private, up" : "reachable" }) {
      check("order of names", { try Self.nameOrder(ground) }, { "ICU sorts them" })
      check("migrations", { try Self.migrations(ground) }, { $0 })
      try ground.leave()
    }
    if failures > 0 { throw Failure("\(failures) of the checks failed") }
  }

  @discardableResult
  private mutating func check<Value>(
    _ name: String, _ look: () throws -> Value, _ say: (Value) -> String
  ) -> Value? {
    let padded = name + String(repeating: " ", count: max(1, 22 - name.count))
    do {
      let value = try look()
      Standard.say("ok      \(padded)\(say(value))")
      return value
    } catch {
      Standard.say("FAILED  \(padded)\(error)")
      failures += 1
      return nil
    }
  }

  /// A clock far behind this program's own birth makes every slot wrong.
  private static func clock() throws -> String {
    let now = Instant(microseconds: SystemClock().wall)
    let birth = Instant(seconds: 1_795_132_800)
    if now < birth { throw Failure("reads \(now), which is before this program was written") }
    return "\(now)"
  }

  private static func database(_ settings: Settings) throws -> Ground {
    let ground = try Ground(settings)
    do {
      _ = try Migrator(MigrationFolder(Place.migrations), address: ground.address).status()
      return ground
    } catch {
      try ground.leave()
      throw error
    }
  }

  private static func nameOrder(_ ground: Ground) throws {
    guard try NameOrder.isKnown(at: ground.address) else {
      throw Failure(
        "this PostgreSQL has no ICU collations, by which lists of names are sorted; "
          + "use one built with ICU, and a database in UTF8")
    }
  }

  private static func pages() throws {
    let assets = try Assets(folder: Place.assets)
    try Site.examine(templates: Place.templates, styles: Place.styles, assets: assets)
    try Stationery.examine(folder: Place.templates)
  }

  /// Knocks where letters go.
  private static func mail(_ settings: Settings) throws -> MailRoute {
    let route = settings.mailRoute
    let obstacle = try LoopHours.with { _, pool in
      try await route.obstacle(pool: pool, greeting: settings.baseURL.host)
    }
    if let obstacle { throw Failure("\(route): \(obstacle)") }
    return route
  }

  private static func migrations(_ ground: Ground) throws -> String {
    let statuses = try Migrator(MigrationFolder(Place.migrations), address: ground.address).status()
    let wrong = statuses.filter { status in
      if case .applied = status.state { false } else { true }
    }
    guard wrong.isEmpty else {
      throw Failure("\(wrong.map(\.version).joined(separator: ", ")) not in order; see 'calento migrate status'")
    }
    return "\(statuses.count) applied"
  }
}
