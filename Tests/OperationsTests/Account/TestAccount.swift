import CivilTime
import Crypto
import Postgres
import Reactor
import Scheduling
import Store
import TestDatabases
import TestSupport

import struct FoundationEssentials.UUID

@testable import Operations

/// An office whose owner `demo` can sign in: "right password". Hashes are cheap.
struct TestAccount: Sendable {
  let world: TestOffice
  let caller = Caller(address: "192.0.2.7", userAgent: "Tests")

  static let password = "right password"

  var office: Office { world.office }
  var owner: UserID { world.owner }
  var clock: ManualClock { world.clock }
  var database: Database { world.database }

  /// A token as a letter may have carried it.
  static let proof = Token.random()

  static func keys(pool: BlockingPool? = nil, cost: Int = 4, pace: Duration = .zero) -> AccountKeys {
    let key = SecretKey(Array(repeating: 8, count: 32))
    return try! AccountKeys(sessions: JWT(secret: key), encryption: key, pool: pool, cost: cost, pace: pace)
  }
}

/// Runs a test with an owner who can sign in, the link first changed as the test likes.
func withAccount(
  _ change: @escaping @Sendable (inout Link) -> Void = { _ in },
  _ body: @escaping @Sendable (TestAccount) async throws -> Void
) async throws {
  try await withOffice(change) { world in
    let account = TestAccount(world: world)
    try await account.setPassword(TestAccount.password, of: world.owner)
    try await account.run("SET LOCAL calento.archiving = 'on'; DELETE FROM audit_logs")
    try await body(account)
  }
}

extension TestAccount {
  func setPassword(_ password: String, of owner: UserID) async throws {
    let hash = try PasswordHash.make(of: password.utf8, cost: 4).text
    _ = try await database.query("UPDATE users SET password_hash = \(hash) WHERE id = \(owner)")
  }

  /// An owner beside `demo`, with the same password.
  func makeOwner(_ username: String) async throws -> UserID {
    let new = NewOwner(
      username: username, email: "\(username)@example.org", passwordHash: "-", zone: TestOffice.berlin)
    guard case .created(let owner) = try await office.createOwner(new, caller: .house) else {
      throw Unexpected("no owner \(username)")
    }
    try await setPassword(Self.password, of: owner)
    return owner
  }

  func outcome(_ password: String = TestAccount.password, replacing old: String? = nil) async throws -> SignInOutcome {
    try await office.signIn("demo", password: password, replacing: old, caller: caller)
  }

  func signIn(_ login: String = "demo") async throws -> (SessionToken, Session) {
    let outcome = try await office.signIn(login, password: Self.password, caller: caller)
    guard case .signedIn(let token, let session) = outcome else { throw Unexpected("\(outcome)") }
    return (token, session)
  }

  /// What was done and tried, in order.
  var audit: [String] {
    get async throws {
      try await texts(
        """
        SELECT action || ' ' || status || ' ' || coalesce(error_message, '-') FROM audit_logs ORDER BY created_at, id
        """)
    }
  }

  func wrote(_ form: SignUpForm) async throws {
    let outcome = try await office.signUp(form, caller: caller)
    guard case .wrote = outcome else { throw Unexpected("\(outcome)") }
  }

  /// Letters about accounts, in order, each with its reader and its language.
  var letters: [String] {
    get async throws {
      try await texts(
        "SELECT template_name || ' ' || recipient_email || ' ' || locale FROM email_logs ORDER BY created_at, id")
    }
  }

  /// The token in the last letter of that kind, as its writer derives it.
  func token(_ template: String) async throws -> LinkToken {
    let rows = try await database.query(
      """
      SELECT user_id, view ->> 'nonce' FROM email_logs WHERE template_name = \(template) ORDER BY created_at DESC, id DESC
      LIMIT 1
      """)
    guard let (owner, text) = try rows.first?.decode(UUID.self, String.self),
      let nonce = TokenNonce(try Base64.url.decode(Array(text.utf8)))
    else { throw Unexpected("no letter \(template)") }
    let makers = Self.keys().makers
    let maker =
      switch template {
      case "verify_address": makers.verification
      case "reset_password": makers.reset
      default: makers.newAddress
      }
    return LinkToken(owner: owner, token: maker.token(row: owner, nonce: nonce))
  }

  func isGone(_ token: LinkToken) async throws -> Bool {
    guard try await office.address(token) == nil, case .gone = try await office.verify(token, caller: caller) else {
      return false
    }
    return true
  }

  func verify(
    _ token: LinkToken, password: String = "", signedIn: UserID? = nil
  ) async throws -> VerifyOutcome {
    try await office.verify(token, password: password, signedIn: signedIn, caller: caller)
  }

  /// Whether who signed up comes in by the letter's link and that password.
  func isLetIn(by token: LinkToken, _ password: String) async throws -> Bool {
    guard case .signedIn = try await office.verify(token, password: password, caller: caller) else { return false }
    return true
  }

  func run(_ script: String) async throws { try world.address.run(script) }
  func count(_ query: Query) async throws -> Int { try await world.count(query) }
  func texts(_ query: Query) async throws -> [String] { try await world.texts(query) }
}
