internal import CivilTime
internal import Postgres
internal import Reactor

extension Command {
  static let migrate = Command(
    name: "migrate", usage: "migrate up | down [N] | status | create NAME",
    does: "Brings the database's schema up to date, back by N steps, tells where it stands, or begins a new migration",
    example: "calento migrate status"
  ) { arguments in
    let settings = try Settings(try SettingsSource.standard())
    switch arguments.word() {
    case "up":
      try arguments.end()
      try withMigrator(settings) { report("applied", try $0.up(), none: "the database is up to date") }
    case "down":
      let count = try stepCount(arguments.word())
      try arguments.end()
      try withMigrator(settings) { report("taken back", try $0.down(count), none: "there is nothing to take back") }
    case "status":
      try arguments.end()
      try withMigrator(settings) { migrator in for status in try migrator.status() { Standard.say(line(status)) } }
    case "create":
      guard let name = arguments.word() else { throw Usage("migrate create needs a NAME, such as add_rooms") }
      try arguments.end()
      guard Migration.isName(name) else {
        throw Usage("a migration's name may have small letters, digits and underscores: \(name)")
      }
      let today = Zone.utc.local(Instant(microseconds: SystemClock().wall)).date
      Standard.say(try MigrationFolder(Place.migrations).create(name, on: today))
    default:
      throw Usage("migrate takes up, down [N], status or create NAME")
    }
  }

  private static func withMigrator(_ settings: Settings, _ body: (Migrator) throws -> Void) throws {
    try Ground.with(settings) { ground in
      try body(Migrator(MigrationFolder(Place.migrations), address: ground.address))
    }
  }

  private static func stepCount(_ word: String?) throws -> Int {
    guard let word else { return 1 }
    guard let count = Int(word), (1...10_000).contains(count) else {
      throw Usage("migrate down takes a number of steps, not '\(word)'")
    }
    return count
  }

  private static func report(_ verb: String, _ migrations: [Migration], none: String) {
    if migrations.isEmpty { Standard.say(none) }
    for migration in migrations { Standard.say("\(verb) \(migration.version) \(migration.name)") }
  }

  private static func line(_ status: Migrator.Status) -> String {
    let state =
      switch status.state {
      case .applied(let at): "applied \(at)"
      case .pending: "pending"
      case .changed(let at): "CHANGED since it was applied \(at)"
      case .missing(let at): "applied \(at), but its file is gone"
      }
    return "\(status.version)  \(status.name)  \(state)"
  }
}
