import Postgres
import TestDatabases
import Testing

struct ConstraintTests {
  static let schema = """
    CREATE TABLE hosts (id int PRIMARY KEY, email text NOT NULL CONSTRAINT email_is_unique UNIQUE);
    CREATE TABLE stays (
      host int NOT NULL CONSTRAINT host_exists REFERENCES hosts (id),
      span tstzrange NOT NULL,
      guests int CONSTRAINT guests_fit CHECK (guests BETWEEN 1 AND 4),
      CONSTRAINT one_at_a_time EXCLUDE USING gist (host WITH =, span WITH &&)
    );
    INSERT INTO hosts VALUES (1, 'anna@example.org');
    INSERT INTO stays VALUES (1, '[2026-11-20 09:00+00, 2026-11-20 10:00+00)', 2);
    """

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let query: Query
    let holds: @Sendable (DatabaseError) -> Bool

    init(_ name: String, _ query: Query, _ holds: @escaping @Sendable (DatabaseError) -> Bool) {
      (testDescription, self.query, self.holds) = (name, query, holds)
    }
  }

  @Test(arguments: [
    Case("unique", "INSERT INTO hosts VALUES (2, 'anna@example.org')") {
      $0.isUniqueViolation("email_is_unique") && $0.isUniqueViolation() && !$0.isUniqueViolation("hosts_pkey")
        && !$0.isExclusionViolation() && $0.table == "hosts"
    },
    Case("exclusion", "INSERT INTO stays VALUES (1, '[2026-11-20 09:30+00, 2026-11-20 11:00+00)', 2)") {
      $0.isExclusionViolation("one_at_a_time") && !$0.isExclusionViolation("other")
    },
    Case("check", "UPDATE stays SET guests = 9") { $0.isCheckViolation("guests_fit") && $0.table == "stays" },
    Case("foreign key", "INSERT INTO stays VALUES (7, 'empty', 1)") { $0.isForeignKeyViolation("host_exists") },
    Case("not null", "INSERT INTO hosts VALUES (3, NULL)") {
      $0.isNotNullViolation("email") && $0.isNotNullViolation() && !$0.isNotNullViolation("id") && $0.column == "email"
    },
  ])
  func `a violated constraint is told by its name`(example: Case) async throws {
    try await withEmptySchema { test in
      try test.run(Self.schema)
      try await withDatabase(test) { database in
        let error = await #expect(throws: DatabaseError.self) { try await database.query(example.query) }
        #expect(error.map(example.holds) == true, "\(String(describing: error))")
        #expect(error?.kind == .refused)
      }
    }
  }

  @Test(arguments: [
    "INSERT INTO hosts VALUES (2, 'secret@example.org'), (3, 'secret@example.org')" as Query,
    "SELECT \("secret@example.org")::int", "SELECT \("secret@example.org")::jsonb",
    "INSERT INTO hosts (id, email) SELECT 1, \("secret@example.org")",
    "SELECT \("secret@example.org")::timestamptz", "SELECT \("9999999999999999 secret")::bigint",
  ])
  func `an error never shows a value`(query: Query) async throws {
    try await withEmptySchema { test in
      try test.run(Self.schema)
      try await withDatabase(test) { database in
        let error = await #expect(throws: DatabaseError.self) { try await database.query(query) }
        #expect(error?.description.contains("secret") == false, "\(String(describing: error))")
      }
    }
  }

  @Test func `an error reads as kind, reason and where`() {
    let error = DatabaseError(.unavailable, "the database is away")
    #expect("\(error)" == "unavailable: the database is away")
  }

  @Test func `a refusal reads with code and constraint`() async throws {
    try await withEmptySchema { test in
      try test.run(Self.schema)
      try await withDatabase(test) { database in
        let error = await #expect(throws: DatabaseError.self) {
          try await database.query("UPDATE stays SET guests = 0")
        }
        #expect(
          error?.description == """
            refused: new row for relation "stays" violates check constraint "guests_fit" \
            [23514, constraint guests_fit, table stays]
            """)
      }
    }
  }
}
