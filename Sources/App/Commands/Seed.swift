internal import CivilTime
internal import Crypto
internal import Operations
internal import Postgres
internal import Reactor
internal import Store

extension Command {
  static let seed = Command(
    name: "seed", usage: "seed demo | load [--users N] [--events N] [--bookings N]",
    does: "Makes a demo owner with links, hours, events and bookings, and prints the password; load makes many owners",
    example: "calento seed demo"
  ) { arguments in
    switch arguments.word() {
    case "demo":
      try arguments.end()
      try Seeding.demo()
    case "load":
      let size = Load.Size(
        users: try arguments.number("--users", in: 1...100_000) ?? 1_000,
        events: try arguments.number("--events", in: 0...100_000_000) ?? 300_000,
        bookings: try arguments.number("--bookings", in: 0...100_000_000) ?? 40_000)
      try arguments.end()
      try Seeding.load(size)
    default: throw Usage("seed takes demo or load")
    }
  }
}

private enum Seeding {
  static func demo() throws {
    let source = try SettingsSource.standard()
    let settings = try Settings(source)
    let secrets = try Secrets(source)
    let password = String(Token.random().text.prefix(12))
    let outcome = try onMigratedGround(settings) { ground in
      try OfficeHours.with(settings, secrets, ground) { office, pool in
        try await Demo(office).make(passwordHash: try await pool.run { try PasswordHash.make(of: password.utf8).text })
      }
    }
    switch outcome {
    case .made(let slots): Standard.say("demo / \(password), at \(settings.baseURL.text)/demo (\(slots) bookings)")
    case .thereAlready: Standard.say("the demo owner is there already, at \(settings.baseURL.text)/demo")
    }
  }

  static func load(_ size: Load.Size) throws {
    let settings = try Settings(try SettingsSource.standard())
    let clock = settings.clock
    let load = Load(size: size, now: Instant(microseconds: clock.wall))
    let isNew = try onMigratedGround(settings) { ground in
      try DatabaseHours.with(Load.databaseSettings(ground.address), clock: clock) { database, _ in
        try await load.make(in: database)
      }
    }
    Standard.say(
      isNew
        ? "\(size.users) owners, \(size.events) events, \(size.bookings) bookings; the first at "
          + "\(settings.baseURL.text)/load-1/intro"
        : "the owners of a load set are there already, at \(settings.baseURL.text)/load-1/intro")
  }

  /// A database nobody has started a server on yet is as good as any.
  private static func onMigratedGround<Outcome>(
    _ settings: Settings, _ body: (Ground) throws -> Outcome
  ) throws -> Outcome {
    try Ground.with(settings) { ground in
      _ = try Migrator(MigrationFolder(Place.migrations), address: ground.address).up()
      return try body(ground)
    }
  }
}
