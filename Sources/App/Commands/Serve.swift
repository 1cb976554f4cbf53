internal import Dispatch
internal import Glibc
internal import Jobs
internal import Log
internal import Postgres
internal import Reactor
internal import Server

extension Command {
  static let serve = Command(
    name: "serve", usage: "serve [--host H] [--port P] [--workers N] [--tls-cert F --tls-key F]",
    does: "Runs the web server; SIGTERM finishes what is in flight and ends, SIGHUP reads the certificate again",
    example: "calento serve --host 0.0.0.0 --port 8080"
  ) { arguments in
    let choices = try ServeChoices(&arguments)
    try arguments.end()
    try Serving.run(choices)
  }
}

/// A server from its start to its end.
enum Serving {
  static func run(_ choices: ServeChoices) throws {
    let source = try SettingsSource.standard()
    let settings = try Settings(source)
    // Made or read before anything listens, so that a wrong key is said at once.
    let secrets = try Secrets(source)
    let ground = try Ground(settings)
    do {
      // First of all what can be refused: a start that fails leaves the database to the version that runs on it.
      let house = try House(settings, secrets, ground, choices)
      let migrations = MigrationFolder(Place.migrations)
      let applied = try Migrator(migrations, address: ground.address).up()
      for migration in applied { Standard.say("migrated \(migration.version) \(migration.name)") }
      let first = try migrations.load().first?.version
      try serve(house, choices, isNew: applied.contains { $0.version == first })
      house.leave()
    } catch {
      try? ground.leave()
      throw error
    }
    try ground.leave()
  }

  private static func serve(_ house: House, _ choices: ServeChoices, isNew: Bool) throws {
    try house.group.start()
    house.database.open()
    let port = try house.server.start()
    let ended = DispatchSemaphore(value: 0)
    let first = house.group.loops[0]
    let pulse = Task(executorPreference: first) { await house.pulse.feel(on: first) }
    if choices.doesJobs { house.rota.start(on: first) }
    listen(house, on: first) {
      pulse.cancel()
      Task(executorPreference: first) {
        await house.close(on: first)
        ended.signal()
      }
    }
    Standard.say("Calento is at \(address(choices, port))")
    if isNew { Standard.say("To look around with a demo owner: make demo, or calento seed demo") }
    ended.wait()
  }

  private static func listen(_ house: House, on loop: EventLoop, end: @escaping @Sendable () -> Void) {
    loop.execute {
      var signals = 0
      do throws(SystemError) {
        try Signals.listen(for: [SIGTERM, SIGINT, SIGHUP], on: loop) { number in
          if number == SIGHUP { return reload(house) }
          signals += 1
          // Who asks a second time doesn't want to wait.
          if signals > 1 { _exit(130) }
          house.log.info("ending", ["signal": .int(Int(number))])
          end()
        }
      } catch {
        house.log.error("signals can't be heard", ["error": .error(error)])
      }
    }
  }

  private static func reload(_ house: House) {
    do throws(ServerError) {
      try house.server.reloadCertificate()
      house.log.info("certificate read again")
    } catch {
      house.log.error("certificate refused, the old one stays", ["error": .error(error)])
    }
  }

  private static func address(_ choices: ServeChoices, _ port: UInt16) -> String {
    let host = ["0.0.0.0", "::", "*", "127.0.0.1"].contains(choices.host) ? "localhost" : choices.host
    return "\(choices.tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}
