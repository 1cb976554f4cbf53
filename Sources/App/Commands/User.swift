internal import CivilTime
internal import Crypto
internal import Operations
internal import Scheduling
internal import Store

extension Command {
  static let user = Command(
    name: "user",
    usage: """
      user create --email E --username U [--zone Z] [--password-stdin]
             user reset-password --email E | --username U [--password-stdin]
             user second-factor-off --email E | --username U
      """,
    does: """
      Makes an account, or gives one another password; without --password-stdin a password is made and printed, once.
      Or lets somebody in by the password alone who has lost both phone and recovery codes
      """,
    example: "calento user create --email lan@example.org --username lan --zone Asia/Ho_Chi_Minh"
  ) { arguments in
    let verb = arguments.word()
    let email = try arguments.option("--email")
    let username = try arguments.option("--username")
    let zone = try arguments.option("--zone")
    let readsPassword = verb == "second-factor-off" ? false : arguments.flag("--password-stdin")
    try arguments.end()
    switch (verb, email, username) {
    case ("create", let email?, let username?):
      try Accounts.create(email: email, username: username, zone: zone, password: Accounts.password(readsPassword))
    case ("create", _, _): throw Usage("user create needs --email and --username")
    case ("reset-password", let email?, nil): try Accounts.reset(email, password: Accounts.password(readsPassword))
    case ("reset-password", nil, let name?): try Accounts.reset(name, password: Accounts.password(readsPassword))
    case ("second-factor-off", let email?, nil): try Accounts.rescue(email)
    case ("second-factor-off", nil, let name?): try Accounts.rescue(name)
    case ("reset-password", _, _), ("second-factor-off", _, _):
      throw Usage("user \(verb ?? "") needs --email or --username")
    default: throw Usage("user takes create, reset-password or second-factor-off")
    }
  }
}

private enum Accounts {
  struct Password {
    let text: String
    /// To be told to whoever asked, as nobody else knows it.
    let isMade: Bool
  }

  static func password(_ isRead: Bool) throws -> Password {
    guard isRead else { return Password(text: String(Token.random().text.prefix(16)), isMade: true) }
    let bytes = try Standard.read("-", atMost: PasswordHash.longestPassword + 2)
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard let text = String(validating: line, as: UTF8.self) else { throw Usage("the password is no UTF-8 text") }
    return Password(text: text, isMade: false)
  }

  static func create(email: String, username: String, zone: String?, password: Password) throws {
    let zone = try zone.map { name in
      do { return try Zone.named(name) } catch { throw Usage("--zone must be a zone such as Europe/Paris") }
    }
    let form = SignUpForm(username: username, email: email, password: password.text, zone: zone ?? .utc)
    switch try inOffice({ try await $0.makeAccount(form, caller: .house) }) {
    case .made: say("made \(form.username.lowercased())", password)
    case .refused(let refusals): throw Failure(sentence(refusals))
    }
  }

  static func reset(_ login: String, password: Password) throws {
    switch try inOffice({ try await $0.replacePassword(of: login, by: password.text, caller: .house) }) {
    case .saved: say("\(login) has another password; every device was signed out, every token revoked", password)
    case .refused(let refusals): throw Failure(sentence(refusals))
    }
  }

  static func rescue(_ login: String) throws {
    switch try inOffice({ try await $0.rescue(login, caller: .house) }) {
    case .done:
      Standard.say(
        "\(login) signs in with the password alone, until a second factor is set up anew; every device was signed out")
    case .off: throw Failure("\(login) has no second factor; 'calento user reset-password' makes another password")
    case .unknown: throw Failure("there is no account '\(login)'")
    }
  }

  private static func inOffice<Outcome: Sendable>(
    _ work: @escaping @Sendable (Office) async throws -> Outcome
  ) throws -> Outcome {
    let source = try SettingsSource.standard()
    let settings = try Settings(source)
    let secrets = try Secrets(source)
    return try Ground.with(settings) { ground in
      try OfficeHours.with(settings, secrets, ground) { office, _ in try await work(office) }
    }
  }

  private static func say(_ line: String, _ password: Password) {
    Standard.say(password.isMade ? "\(line); password: \(password.text)" : line)
  }

  private static func sentence(_ refusals: [AccountRefusal]) -> String {
    refusals.map { "\($0.field.rawValue): \(sentence($0))" }.joined(separator: "; ")
  }

  private static func sentence(_ refusal: AccountRefusal) -> String {
    switch refusal.problem {
    case .field(.missing): "is missing"
    case .field(.notAnEmail): "is no e-mail address"
    case .field: "can't be kept as it is"
    case .unfitUsername: "takes 2 to 40 small letters, digits and hyphens, and no word of the site's own"
    case .usernameTaken: "is taken"
    case .tooShort(let least): "takes \(least) characters or more"
    case .tooCommon: "is guessed first"
    case .knownToOthers: refusal.field == .email ? "has an account already" : "is known to others"
    case .wrong: "there is no such account"
    case .picture: "can't be shown"
    }
  }
}
