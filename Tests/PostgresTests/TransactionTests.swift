import Postgres
import TestDatabases
import Testing

struct TransactionTests {
  @Test func `a transaction commits what its body did`() async throws {
    try await withAccounts { database in
      let sum = try await database.transaction { transaction in
        try await transaction.query("UPDATE accounts SET balance = balance - 30 WHERE name = 'anna'")
        try await transaction.query("UPDATE accounts SET balance = balance + 30 WHERE name = 'ben'")
        return try await transaction.query("SELECT sum(balance)::bigint FROM accounts").first?.decode(Int.self)
      }
      #expect(sum == 200)
      try await expectBalances(["anna 70", "ben 130"], in: database)
    }
  }

  struct ChangedMind: Error {}

  @Test func `an error of the body takes all of it back and is thrown on`() async throws {
    try await withAccounts { database in
      await #expect(throws: ChangedMind.self) {
        try await database.transaction { transaction in
          try await transaction.query("UPDATE accounts SET balance = 0")
          throw ChangedMind()
        }
      }
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `an error of a statement takes all of it back`() async throws {
    try await withAccounts { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.query("UPDATE accounts SET balance = 0 WHERE name = 'ben'")
          try await transaction.query("UPDATE accounts SET balance = -1 WHERE name = 'anna'")
        }
      }
      #expect(error?.isCheckViolation("balance_is_not_negative") == true)
      #expect(error?.table == "accounts")
      #expect(error?.statement == "UPDATE accounts SET balance = -1 WHERE name = 'anna'")
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `statements sent in one go are one transaction`() async throws {
    try await withAccounts { database in
      let ids = try await database.transaction(sending: [
        "SELECT pg_current_xact_id()::text", "UPDATE accounts SET balance = 0 WHERE name = 'ben'",
        "SELECT pg_current_xact_id()::text",
      ])
      #expect(try ids[0].first?.decode(String.self) == ids[2].first?.decode(String.self))
      try await expectBalances(["anna 100", "ben 0"], in: database)
    }
  }

  @Test func `an error among statements sent in one go takes all of them back, and the connection is good for more`()
    async throws
  {
    try await withAccounts(settings: { $0.transactionConnections = 1 }) { database in
      for _ in 1...2 {
        let error = await #expect(throws: DatabaseError.self) {
          try await database.transaction { transaction in
            _ = try? await transaction.commit(sending: [
              "UPDATE accounts SET balance = 0 WHERE name = 'ben'", "UPDATE accounts SET balance = -1",
              "UPDATE accounts SET balance = 7 WHERE name = 'ben'",
            ])
          }
        }
        #expect(error?.isCheckViolation("balance_is_not_negative") == true)
      }
      try await expectBalances(["anna 100", "ben 100"], in: database)
      try await database.transaction(sending: ["UPDATE accounts SET balance = 1 WHERE name = 'anna'"])
      try await expectBalances(["anna 1", "ben 100"], in: database)
    }
  }

  @Test func `an error that only the commit finds takes all of it back`() async throws {
    try await withAccounts { database in
      try await database.transaction(sending: [
        "CREATE TABLE friends (name text REFERENCES accounts DEFERRABLE INITIALLY DEFERRED)"
      ])
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction(sending: [
          "UPDATE accounts SET balance = 0", "INSERT INTO friends VALUES ('carl')",
        ])
      }
      #expect(error?.state?.rawValue == "23503")
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `an error that the body swallows is thrown at the end`() async throws {
    try await withAccounts { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.query("UPDATE accounts SET balance = 0 WHERE name = 'ben'")
          _ = try? await transaction.query("SELECT 1/0")
        }
      }
      #expect(error?.state?.rawValue == "22012")
      try await expectBalances(["anna 100", "ben 100"], in: database)
    }
  }

  @Test func `after an error every further statement says the same`() async throws {
    try await withAccounts { database in
      try? await database.transaction { transaction in
        let first = await #expect(throws: DatabaseError.self) { try await transaction.query("SELECT 1/0") }
        let second = await #expect(throws: DatabaseError.self) { try await transaction.query("SELECT 1") }
        #expect(first == second)
      }
      let after = try await database.transaction { try await $0.query("SELECT 1") }
      #expect(after.count == 1)
    }
  }

  @Test func `statements sent in one go are all done or none`() async throws {
    try await withAccounts { database in
      let rows = try await database.transaction(sending: [
        "UPDATE accounts SET balance = balance - \(10) WHERE name = \("anna") RETURNING balance",
        "UPDATE accounts SET balance = balance + \(10) WHERE name = \("ben") RETURNING balance",
      ])
      #expect(try rows.map { try $0.first?.decode(Int.self) } == [90, 110])
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction(sending: [
          "UPDATE accounts SET balance = 0 WHERE name = 'ben'",
          "INSERT INTO accounts VALUES ('anna', 1)",
          "UPDATE accounts SET balance = 0 WHERE name = 'anna'",
        ])
      }
      #expect(error?.isUniqueViolation("accounts_pkey") == true)
      try await expectBalances(["anna 90", "ben 110"], in: database)
    }
  }

  @Test func `the last statements can commit in the same go, and nothing follows`() async throws {
    try await withAccounts { database in
      try await database.transaction { transaction in
        let rows = try await transaction.query("SELECT balance FROM accounts WHERE name = 'anna' FOR UPDATE")
        let balance = try #require(try rows.first?.decode(Int.self))
        try await transaction.commit(sending: ["UPDATE accounts SET balance = \(balance - 1) WHERE name = 'anna'"])
        let error = await #expect(throws: DatabaseError.self) { try await transaction.query("SELECT 1") }
        #expect(error?.kind == .misuse)
      }
      try await expectBalances(["anna 99", "ben 100"], in: database)
    }
  }

  @Test func `a transaction without a statement costs nothing`() async throws {
    try await withAccounts { database in
      let seven = try await database.transaction { _ in 7 }
      #expect(seven == 7)
      let nothing = try await database.transaction(sending: [])
      #expect(nothing.isEmpty)
    }
  }

  @Test func `a transaction that got away is over`() async throws {
    try await withAccounts { database in
      let escaped = Escaped()
      _ = try await database.transaction { transaction in
        escaped.transaction = transaction
        try await transaction.query("SELECT 1")
      }
      let error = await #expect(throws: DatabaseError.self) { try await escaped.transaction?.query("SELECT 1") }
      #expect(error?.kind == .misuse)
    }
  }

  private final class Escaped {
    var transaction: Transaction?
  }

  @Test(arguments: [
    (TransactionOptions(), "read committed", "off"),
    (TransactionOptions(isReadOnly: true), "read committed", "on"),
    (TransactionOptions(isolation: .repeatableRead), "repeatable read", "off"),
    (TransactionOptions(isolation: .repeatableRead, isReadOnly: true), "repeatable read", "on"),
    (TransactionOptions(isolation: .serializable), "serializable", "off"),
    (TransactionOptions(isolation: .serializable, isReadOnly: true), "serializable", "on"),
  ])
  func `a transaction runs as it is asked to`(
    options: TransactionOptions, isolation: String, readOnly: String
  ) async throws {
    try await withDatabase { database in
      let row = try #require(
        try await database.transaction(options) { transaction in
          try await transaction.query(
            "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
          ).first
        })
      #expect(try row.decode(String.self, String.self) == (isolation, readOnly))
    }
  }

  @Test func `a read-only transaction refuses to write, and others go on`() async throws {
    try await withAccounts { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction(TransactionOptions(isReadOnly: true), sending: ["DELETE FROM accounts"])
      }
      #expect(error?.state == .readOnlyTransaction)
      try await database.transaction(sending: ["DELETE FROM accounts"])
      try await expectBalances([], in: database)
    }
  }

  @Test func `two serializable transactions that cross: one is told so`() async throws {
    try await withAccounts { database in
      let options = TransactionOptions(isolation: .serializable)
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction(options) { first in
          try await first.query("SELECT sum(balance) FROM accounts")
          try await database.transaction(options) { second in
            try await second.query("SELECT sum(balance) FROM accounts")
            try await second.query("UPDATE accounts SET balance = 1 WHERE name = 'anna'")
          }
          try await first.query("UPDATE accounts SET balance = 1 WHERE name = 'ben'")
        }
      }
      #expect(error?.isSerializationFailure == true)
    }
  }

  @Test func `two transactions that wait for each other: one is told so`() async throws {
    try await withAccounts { database in
      let raise: @Sendable (Transaction, String) async throws -> Void = { transaction, name in
        try await transaction.query("UPDATE accounts SET balance = balance + 1 WHERE name = \(name)")
      }
      let gate = Meeting(guests: 2)
      let outcomes = try await together(2) { number -> String in
        do {
          try await database.transaction { transaction in
            try await raise(transaction, number == 0 ? "anna" : "ben")
            await gate.arrive()
            try await raise(transaction, number == 0 ? "ben" : "anna")
          }
          return "done"
        } catch let error as DatabaseError {
          return error.isDeadlock ? "deadlock" : "\(error)"
        }
      }
      #expect(Set(outcomes) == ["done", "deadlock"])
    }
  }
}

/// Those who arrive wait until all have.
actor Meeting {
  private var missing: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(guests: Int) {
    missing = guests
  }

  func arrive() async {
    missing -= 1
    if missing > 0 { return await withCheckedContinuation { waiting.append($0) } }
    for guest in waiting { guest.resume() }
  }
}

/// A database with two accounts that hold 100 each.
func withAccounts(
  settings: (inout DatabaseSettings) -> Void = { _ in }, _ body: @escaping @Sendable (Database) async throws -> Void
) async throws {
  try await withEmptySchema { test in
    try test.run(
      """
      CREATE TABLE accounts (
        name text PRIMARY KEY,
        balance int NOT NULL,
        CONSTRAINT balance_is_not_negative CHECK (balance >= 0)
      );
      INSERT INTO accounts VALUES ('anna', 100), ('ben', 100);
      """)
    try await withDatabase(test, settings: settings, body)
  }
}

func expectBalances(
  _ expected: [String], in database: Database, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let rows = try await database.query("SELECT name || ' ' || balance FROM accounts ORDER BY name")
  #expect(try rows.map { try $0.decode(String.self) } == expected, sourceLocation: sourceLocation)
}
