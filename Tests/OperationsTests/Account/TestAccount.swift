import CivilTime
import Crypto
import Postgres
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

  static func keys(cost: Int = 4) -> AccountKeys {
    let key = SecretKey(Array(repeating: 8, count: 32))
    return try! AccountKeys(sessions: JWT(secret: key), encryption: key, pool: nil, cost: cost)
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

  func run(_ script: String) async throws { try world.address.run(script) }
  func count(_ query: Query) async throws -> Int { try await world.count(query) }
  func texts(_ query: Query) async throws -> [String] { try await world.texts(query) }
}
