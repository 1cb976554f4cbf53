public import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// What is typed to get an account. Zone and language are the browser's, and so are the words for what
/// an account begins with.
public struct SignUpForm: Sendable {
  public var username: String
  public var email: String
  public var password: String
  public var zone: Zone
  public var locale: String
  public var schedule: String

  public init(
    username: String, email: String, password: String, zone: Zone = .utc, locale: String = "en",
    schedule: String = "Working hours"
  ) {
    self.username = username
    self.email = email
    self.password = password
    self.zone = zone
    self.locale = locale
    self.schedule = schedule
  }
}

/// What came of asking for an account.
public enum SignUpOutcome: Sendable {
  /// A letter is on its way, whether the address has an account already or not: only its reader learns which.
  case wrote
  /// The first account of a house needs no letter: whoever has just set the house up is there.
  case signedIn(SessionToken, Session)
  case refused([AccountRefusal])
  case tooMany(Wait)
}

extension Office {
  public func signUp(
    _ form: SignUpForm, replacing old: String? = nil, caller: Caller
  ) async throws -> SignUpOutcome {
    var reader = AccountReader()
    let (username, email) = reader.newcomer(form)
    guard reader.refusals.isEmpty else { return .refused(try await signUpRefusals(of: form)) }
    let wait = try await wait(
      (.signUpByAddress, neighbourhood(of: caller)), (.signUpByAccount, email.lowercased()))
    if let wait { return .tooMany(wait) }
    // Takes most of a pace, whoever asks: within it, the little more that a new address takes would often be one more.
    let hash = try await accounts.hashing.make(of: form.password)
    let new = NewOwner(
      username: username, email: email, passwordHash: hash.text, zone: form.zone, locale: form.locale,
      weekStart: WeekStart.usual(in: form.locale), schedule: form.schedule, isVerified: false)
    return try await atAnEvenPace { try await admit(new, replacing: old, caller: caller) }
  }

  /// All that is wrong with it at once, for who has something to refuse anyway: of a form that is good otherwise, a taken
  /// username is said at signing up.
  public func signUpRefusals(of form: SignUpForm) async throws -> [AccountRefusal] {
    var reader = AccountReader()
    let (username, _) = reader.newcomer(form)
    if !reader.refuses(.username), try await isNameTaken(username) {
      reader.refuse(.username, .usernameTaken)
    }
    return reader.refusals
  }

  private func admit(_ new: NewOwner, replacing old: String?, caller: Caller) async throws -> SignUpOutcome {
    if let first = try await makeFirst(new, caller: caller) {
      return try await enter(first, replacing: old, caller: caller)
    }
    // Said before anything else, whoever the address belongs to.
    if try await isNameTaken(new.username) {
      return .refused([AccountRefusal(.username, .usernameTaken)])
    }
    if let known = try await account(named: new.email) { return try await remind(known, caller: caller) }
    return try await ask(new, caller: caller)
  }

  /// Nil where somebody has an account here.
  private func makeFirst(_ new: NewOwner, caller: Caller) async throws -> UserID? {
    guard try await database.query(Accounts.isHouseEmpty).first?.decode(Bool.self) == true else { return nil }
    var new = new
    new.isVerified = true
    return try await database.transaction { transaction in
      let answers = try await transaction.send([Accounts.lockAll, Accounts.isHouseEmpty])
      guard try answers[1].first?.decode(Bool.self) == true else { return nil }
      let (id, founding) = founding(new, caller: caller)
      try await transaction.commit(sending: founding)
      return id
    }
  }

  private func enter(_ owner: UserID, replacing old: String?, caller: Caller) async throws -> SignUpOutcome {
    guard case .signedIn(let token, let session) = try await letIn(owner, replacing: old, caller: caller) else {
      return .wrote
    }
    return .signedIn(token, session)
  }

  private func remind(_ known: Account, caller: Caller) async throws -> SignUpOutcome {
    let now = now
    let facts = AccountFacts(to: known.owner, on: now)
    try await database.transaction(sending: [
      Outbox.queue(.accountExists, facts, of: known.id, id: freshID(), at: now),
      AuditLog.insert(
        "user.create", known.id.uuid, of: known.id, by: caller, id: freshID(), at: now, failure: "has an account"),
    ])
    haveLetters()
    return .wrote
  }

  /// Others may have asked for the same name and address, and others may yet: whoever confirms first has them.
  private func ask(_ new: NewOwner, caller: Caller) async throws -> SignUpOutcome {
    let now = now
    let (id, founding) = founding(new, caller: caller)
    let proof = AccountProof(
      of: id, by: accounts.makers.verification, until: now.adding(seconds: AccountLimits.verifying))
    let facts = AccountFacts(to: new.owner(id), proof: proof, on: now)
    let queries =
      founding + [
        Accounts.expectVerification(id, proof.digest, until: proof.until, at: now),
        Outbox.queue(.verifyAddress, facts, of: id, id: freshID(), at: now),
      ]
    guard try await write(queries, of: id) == nil else {
      return .refused([AccountRefusal(.username, .unfitUsername)])
    }
    haveLetters()
    return .wrote
  }
}

extension NewOwner {
  /// As they will be.
  func owner(_ id: UserID) -> Owner {
    Owner(
      id: id, username: username, firstName: firstName, lastName: lastName, email: email, bio: bio, zone: zone,
      locale: locale, weekStart: weekStart, isActive: isVerified)
  }
}

/// On which day weeks begin where a language is spoken, until the owner says otherwise.
enum WeekStart {
  static func usual(in locale: String) -> Weekday {
    locale == "en-US" || locale == "en-CA" ? .sunday : .monday
  }
}
