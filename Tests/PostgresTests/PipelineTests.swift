import Postgres
import Reactor
import TestDatabases
import Testing

struct PipelineTests {
  @Test func `many tasks share a connection and each gets its own answer`() async throws {
    try await withDatabase { database in
      let answers = try await together(500) { number in
        let row = try #require(try await database.query("SELECT \(number), pg_backend_pid()").first)
        return try row.decode(Int.self, Int.self)
      }
      #expect(answers.map(\.0) == Array(0..<500))
      #expect(Set(answers.map(\.1)).count == 1)
    }
  }

  @Test func `statements run in the order they were asked for`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE log (place serial, number int)")
      try await withDatabase(test) { database in
        _ = try await together(100) { number in
          try await database.query("INSERT INTO log (number) VALUES (\(Int32(number)))")
        }
        let rows = try await database.query("SELECT number FROM log ORDER BY place")
        #expect(try rows.map { try $0.decode(Int.self) } == Array(0..<100))
      }
    }
  }

  @Test func `an error in the middle of others stays with its own`() async throws {
    try await withDatabase { database in
      let answers = try await together(60) { number -> String in
        do {
          let row = try #require(try await database.query("SELECT 12 / \(number % 3)").first)
          return "\(try row.decode(Int.self))"
        } catch let error as DatabaseError {
          return "\(error.state?.rawValue ?? "none")"
        }
      }
      #expect(answers == (0..<60).map { ["22012", "12", "6"][$0 % 3] })
    }
  }

  @Test func `a statement that can't be prepared fails for all who ask for it, and for nobody else`() async throws {
    try await withDatabase { database in
      let answers = try await together(20) { number -> String in
        do {
          let rows = number % 2 == 0 ? try await database.query("SELEC 1") : try await database.query("SELECT 'x'")
          return try #require(try rows.first?.decode(String.self))
        } catch let error as DatabaseError {
          return "\(error.state?.rawValue ?? "none")"
        }
      }
      #expect(answers == (0..<20).map { ["42601", "x"][$0 % 2] })
    }
  }

  @Test func `a statement that failed to be prepared works when its table has come`() async throws {
    try await withEmptySchema { test in
      try await withDatabase(test) { database in
        func count() async throws -> Rows { try await database.query("SELECT count(*) FROM late") }
        await #expect(throws: DatabaseError.self) { try await count() }
        try await database.query("CREATE TABLE late (n int)")
        let none = try await count()
        #expect(try none.first?.decode(Int.self) == 0)
      }
    }
  }

  @Test func `a change of a table costs a prepared statement one error, then it works`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE growing (a int); INSERT INTO growing VALUES (1)")
      try await withDatabase(test) { database in
        func all() async throws -> Rows { try await database.query("SELECT * FROM growing") }
        #expect(try await all().first?.value(at: 0, as: Int.self) == 1)
        try await database.query("ALTER TABLE growing ADD b text DEFAULT 'new'")
        let error = await #expect(throws: DatabaseError.self) { try await all() }
        #expect(error?.state == .featureNotSupported)
        #expect(try await all().first?.decode(Int.self, String.self).1 == "new")
        let kept = try await database.query(
          "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%growing'")
        #expect(try kept.first?.value(at: 0, as: Int.self) == 1)
      }
    }
  }

  @Test func `the server keeps no more statements than we do`() async throws {
    try await withDatabase(settings: { $0.statementCapacity = 2 }) { database in
      for _ in 0..<3 {
        try await database.query("SELECT 'a'")
        try await database.query("SELECT 'b'")
        try await database.query("SELECT 'c'")
      }
      func keptCount() async throws -> Int? {
        try await database.query("SELECT count(*) FROM pg_prepared_statements").first?.decode(Int.self)
      }
      // The one that this very statement pushes out is dropped ahead of the next.
      _ = try await keptCount()
      let count = try await keptCount()
      #expect(count == 2)
    }
  }

  @Test func `a large answer arrives whole, and what is asked behind it too`() async throws {
    try await withDatabase { database in
      async let large = database.query("SELECT n, repeat('x', 100) FROM generate_series(1, 100000) n")
      async let small = database.query("SELECT 1")
      let rows = try await large
      #expect(rows.count == 100_000)
      #expect(try rows.last?.decode(Int.self, String.self).0 == 100_000)
      let after = try await small
      #expect(try after.first?.decode(Int.self) == 1)
    }
  }

  @Test func `a large value goes out whole`() async throws {
    try await withDatabase { database in
      let bytes = (0..<8_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      let row = try #require(try await database.query("SELECT \(bytes), length(\(bytes))").first)
      let (returned, length) = try row.decode([UInt8].self, Int.self)
      #expect(returned == bytes)
      #expect(length == bytes.count)
    }
  }

  @Test func `an empty statement and a notice are no error`() async throws {
    try await withDatabase { database in
      #expect(try await database.query("").isEmpty)
      try await database.query("DO $$ BEGIN RAISE NOTICE 'hello'; RAISE WARNING 'hello'; END $$")
      #expect(try await database.query("SELECT 1").count == 1)
    }
  }

  @Test func `a statement that is not of our source runs unprepared`() async throws {
    try await withDatabase { database in
      let column = "relname"
      let query: Query = "SELECT \(unescapedSQL: column) FROM pg_class WHERE relname = \("pg_class")"
      #expect(try await database.query(query).first?.value(at: 0, as: String.self) == "pg_class")
      let prepared = try await database.query(
        "SELECT 1 FROM pg_prepared_statements WHERE statement LIKE 'SELECT relname%'")
      #expect(prepared.isEmpty)
    }
  }

  @Test func `COPY among other statements is refused, and the database goes on`() async throws {
    try await withDatabase { database in
      let error = await #expect(throws: DatabaseError.self) { try await database.query("COPY pg_class TO STDOUT") }
      #expect(error?.kind == .misuse)
      let rows = try await database.query("SELECT 1")
      #expect(rows.count == 1)
    }
  }

  @Test func `a commit that fails by itself fails its statement`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED); INSERT INTO late VALUES (1)")
      try await withDatabase(test) { database in
        let answers = try await together(2) { number -> Result<Rows, any Error> in
          do {
            return .success(
              number == 0
                ? try await database.query("INSERT INTO late VALUES (1)")
                : try await database.query("SELECT count(*) FROM late"))
          } catch {
            return .failure(error)
          }
        }
        let error = #expect(throws: DatabaseError.self) { try answers[0].get() }
        #expect(error?.isUniqueViolation("late_n_key") == true)
        #expect(try answers[1].get().first?.decode(Int.self) == 1)
      }
    }
  }

  @Test func `a statement that the server runs by itself alone may be asked for among others`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE swept (n int)")
      try await withDatabase(test) { database in
        let counts = try await together(9) { number in
          number == 4 ? try await database.query("VACUUM swept").count : try await database.query("SELECT 1").count
        }
        #expect(counts == [1, 1, 1, 1, 0, 1, 1, 1, 1])
      }
    }
  }

  @Test func `what another's error took back is done once, and what it refused not at all`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE seats (n int PRIMARY KEY)")
      try await withDatabase(test) { database in
        let outcomes = try await together(100) { number -> Bool in
          do {
            try await database.query("INSERT INTO seats VALUES (\(Int32(number % 60)))")
            return true
          } catch let error as DatabaseError where error.isUniqueViolation("seats_pkey") {
            return false
          }
        }
        #expect(outcomes.count { $0 } == 60)
        let rows = try await database.query("SELECT count(*) FROM seats")
        #expect(try rows.first?.decode(Int.self) == 60)
      }
    }
  }

  @Test func `a transaction begun on a shared connection ends the connection, and nobody's statement is lost in it`()
    async throws
  {
    try await withAccounts { database in
      _ = try? await database.query("BEGIN")
      _ = try await eventually { try await database.query("UPDATE accounts SET balance = 7") }
      let rows = try await database.transaction(sending: ["SELECT DISTINCT balance FROM accounts"])
      #expect(try rows.first?.first?.decode(Int.self) == 7)
    }
  }

  @Test func `with no room for statements none is prepared`() async throws {
    try await withDatabase(settings: { $0.statementCapacity = 0 }) { database in
      let rows = try await database.query("SELECT \(7), (SELECT count(*) FROM pg_prepared_statements)")
      let (seven, count) = try #require(try rows.first?.decode(Int.self, Int.self))
      #expect((seven, count) == (7, 0))
    }
  }

  @Test func `more values than the protocol can count are refused`() async throws {
    try await withDatabase { database in
      var list: Query = "\(0)"
      for _ in 0..<16 { list = "\(list), \(list)" }
      let query: Query = "SELECT 1 WHERE 1 IN (\(list))"
      let error = await #expect(throws: DatabaseError.self) { try await database.query(query) }
      #expect(error?.kind == .misuse)
      let rows = try await database.query("SELECT 1")
      #expect(rows.count == 1)
    }
  }

  @Test @MainActor func `who runs on an actor is served by the first loop and comes back`() async throws {
    try await withDatabase { database in
      let count = try await self.count(database)
      #expect(count == 1)
    }
  }

  @MainActor private func count(_ database: Database) async throws -> Int {
    let rows = try await database.query("SELECT 1")
    let answers = try await database.transaction { try await $0.query("SELECT 1") }
    MainActor.assertIsolated()
    return rows.count * answers.count
  }

  @Test func `who runs on no loop is served by the first`() async throws {
    try await withDatabase { database in
      // A detached task has no executor of choice.
      let rows = try await Task.detached { try await database.query("SELECT 1") }.value
      #expect(rows.count == 1)
    }
  }
}

/// Runs `body` for each number at once, each in a task of its own on the current loop, and gives the answers in order.
func together<Answer: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Answer
) async throws -> [Answer] {
  try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
    for number in 0..<count {
      group.addTask(executorPreference: EventLoop.current) { (number, try await body(number)) }
    }
    var answers: [Int: Answer] = [:]
    for try await (number, answer) in group { answers[number] = answer }
    return (0..<count).compactMap { answers[$0] }
  }
}
