internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// What came of asking to be let in. Who has the wrong password is told no more than that something is wrong; who has
/// the right one learns what stands in the way. Whoever has not confirmed their address has no account yet: were they told
/// so, anybody could sign up with an address and then learn whether it had one before.
public enum SignInOutcome: Sendable {
  case signedIn(SessionToken, Session)
  case refused
  case suspended
  /// It can be opened again.
  case closed(Ticket)
  /// The password is right; a code is asked for too.
  case secondStep(Ticket)
  case tooMany(Wait)
}

extension Office {
  /// By e-mail address or username. `replacing` is the session the browser had: it ends, so that nobody who knew the old
  /// one comes in along with the new. `device` is what this one was given when somebody signed in with it before: it has
  /// turns of its own, so that strangers who try an owner's name all day don't keep the owner out.
  public func signIn(
    _ login: String, password: String, replacing old: String? = nil, device: DeviceMark? = nil, caller: Caller
  ) async throws -> SignInOutcome {
    // Phones put a blank behind what they complete.
    let login = login.filter { !$0.isWhitespace }
    return try await minding {
      let account = try await account(named: login)
      let device = counter(of: device, at: account)
      let turn: (Limit, String?) = device.map { (.signInByDevice, $0) } ?? (.signInByName, login.lowercased())
      if let wait = try await wait((.signInByAddress, neighbourhood(of: caller)), turn) { return .tooMany(wait) }
      let mayGuess = if device != nil { true } else { try await takeGuess(at: account, login) }
      let matches = try await accounts.hashing.matches(password, account?.passwordHash)
      guard let account, matches else { return try await turnAway(account?.id, "wrong password", .refused, caller) }
      guard mayGuess else { return try await turnAway(account.id, "too often", .refused, caller) }
      guard !account.isSuspended else { return try await turnAway(account.id, "suspended", .suspended, caller) }
      guard account.closedAt == nil else {
        let ticket = try await makeTicket(for: .reopening, of: account.id)
        return try await turnAway(account.id, "closed", .closed(ticket), caller)
      }
      try await rehash(password, of: account)
      return try await letIn(account.id, replacing: old, caller: caller)
    }
  }

  /// All names of an account share its guesses. Who has used them up is refused like who has the wrong password: being
  /// asked to wait under one name for what was tried under another would tell that both are one account's. For a name
  /// that nobody has as much is done, so that it takes as long.
  private func takeGuess(at account: Account?, _ login: String) async throws -> Bool {
    let subject = account?.id.description ?? "nobody, \(login.lowercased())"
    return try await wait((.signInByAccount, subject)) == nil
  }

  /// A text that no account could be called by is looked for all the same, so that it takes as long.
  func account(named login: String) async throws -> Account? {
    let isPossible = login.utf8.count <= AccountLimits.longestEmail && !login.utf8.contains(0)
    let query = Accounts.find(isPossible ? login : "@", closedSince: reopenable)
    return try await database.query(query).first.map(Account.init)
  }

  /// Accounts that were closed before then are gone.
  var reopenable: Instant { now.adding(seconds: -AccountLimits.reopening) }

  /// In, or to the second step for who has one: the only way in that takes no code.
  func letIn(_ owner: UserID, replacing old: String?, caller: Caller) async throws -> SignInOutcome {
    if try await asksForCode(owner) {
      return .secondStep(try await makeTicket(for: .secondStep, of: owner))
    }
    let entry = try entry(of: owner, replacing: old, caller: caller)
    return try entry.outcome(try await database.transaction(sending: entry.queries))
  }

  func asksForCode(_ owner: UserID) async throws -> Bool {
    try await database.query(SecondFactors.isOn(for: owner)).first?.decode(Bool.self) == true
  }

  /// A session that is about to begin.
  func entry(of owner: UserID, replacing old: String?, caller: Caller) throws -> Entry {
    let (now, id) = (now, SessionID(freshID()))
    let token = try makeToken(id, of: owner)
    let digest = SHA256.hash(token.text.utf8)
    var queries = old.flatMap(claim).map { [Sessions.delete($0.session, of: $0.owner)] } ?? []
    queries += [
      Sessions.insert(
        id, of: owner, digest, until: now.adding(seconds: SessionLife.idle), by: caller, at: now),
      Accounts.signedIn(owner, at: now),
      AuditLog.insert("session.create", id.uuid, of: owner, by: caller, id: freshID(), at: now),
      Sessions.find(id, of: owner, digest, at: now),
    ]
    return Entry(id: id, token: token, queries: queries)
  }

  private func turnAway(
    _ owner: UserID?, _ reason: String, _ outcome: SignInOutcome, _ caller: Caller
  ) async throws -> SignInOutcome {
    _ = try await database.query(
      AuditLog.insert("session.create", nil, of: owner, by: caller, id: freshID(), at: now, failure: reason))
    return outcome
  }

  private func rehash(_ password: String, of account: Account) async throws {
    guard accounts.hashing.isOutdated(account.passwordHash) else { return }
    let hash = try await accounts.hashing.make(of: password)
    _ = try await database.query(
      Accounts.rehash(account.id, from: account.passwordHash, to: hash.text, at: now))
  }
}

/// What begins a session, and what came of it.
struct Entry {
  let id: SessionID
  let token: SessionToken
  let queries: [Query]

  /// Refused where the owner was shut out meanwhile: nobody is in by a session that is not found.
  func outcome(_ answers: [Rows]) throws -> SignInOutcome {
    guard let row = answers.last?.first else { return .refused }
    let found = try FoundSession(row)
    return .signedIn(token, Session(id: id, owner: found.owner, waiting: found.waiting))
  }
}

/// Bounds of what is asked of accounts.
enum AccountLimits {
  /// Bytes an address can have in SMTP (RFC 5321, section 4.5.3.1.3).
  static let longestEmail = 254
  /// Seconds in which an address is confirmed: a day.
  static let verifying = 24 * 3_600
  /// Seconds in which a new password is chosen: an hour.
  static let resetting = 3_600
  /// So many bookings are called off in one transaction.
  static let calledOffAtOnce = 100

  /// Seconds for which a closed account can be opened again: 30 days.
  static let reopening = 30 * 24 * 3_600
}
