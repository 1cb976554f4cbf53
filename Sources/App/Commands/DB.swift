internal import Glibc

extension Command {
  static let db = Command(
    name: "db", usage: "db [SQL] | db --address",
    does: "Opens psql on Calento's database, the private one included, runs one statement there, or tells its address",
    example: "calento db \"SELECT count(*) FROM schema_migrations\""
  ) { arguments in
    let settings = try Settings(try SettingsSource.standard())
    let wantsAddress = arguments.flag("--address")
    let statement = arguments.word()
    try arguments.end()
    // psql runs as a child: the private cluster stays up for as long as this process holds its share of it.
    try Ground.with(settings) { ground in
      if wantsAddress { return Standard.say(ground.text) }
      let words = ["psql", ground.text] + (statement.map { ["--command", $0] } ?? [])
      guard try wait(for: words) == 0 else { throw Failure("psql ended with a failure") }
    }
  }

  private static func wait(for words: [String]) throws -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    // The keyboard's interrupt is psql's to handle.
    signal(SIGINT, SIG_IGN)
    guard posix_spawnp(&child, words[0], nil, nil, &arguments, environ) == 0 else {
      throw Failure("psql was not found; it comes with Debian's postgresql-client")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 && errno == EINTR {}
    return status
  }
}
