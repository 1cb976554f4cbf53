internal import Crypto
internal import Operations
internal import Reactor

extension Command {
  static let seed = Command(
    name: "seed", usage: "seed demo",
    does: "Makes a demo owner with links, hours, events and bookings, and prints the password",
    example: "calento seed demo"
  ) { arguments in
    guard arguments.word() == "demo" else { throw Usage("seed takes demo") }
    try arguments.end()
    let source = try SettingsSource.standard()
    let settings = try Settings(source)
    let secrets = try Secrets(source)
    let password = String(Token.random().text.prefix(12))
    let outcome = try Ground.with(settings) { ground in
      try OfficeHours.with(settings, secrets, ground) { office, pool in
        try await Demo(office).make(passwordHash: try await pool.run { try PasswordHash.make(of: password.utf8).text })
      }
    }
    switch outcome {
    case .made(let slots): Standard.say("demo / \(password), at \(settings.baseURL.text)/demo (\(slots) bookings)")
    case .thereAlready: Standard.say("the demo owner is there already, at \(settings.baseURL.text)/demo")
    }
  }
}
