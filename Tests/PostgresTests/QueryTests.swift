import TestDatabases
import Testing

@testable import Postgres

struct QueryTests {
  @Test func `a value in the text becomes a parameter`() {
    let (name, age) = ("Anna", 34)
    let query: Query = "SELECT * FROM users WHERE name = \(name) AND age > \(age)"
    #expect(query.sql == "SELECT * FROM users WHERE name = $1 AND age > $2")
    #expect(query.parameters.map(\.type) == [.text, .bigint])
    #expect(query.isConstant)
  }

  @Test func `a fragment brings its values along`() {
    let fragment: Query = "age > \(34) AND city = \("Berlin")"
    let query: Query = "SELECT * FROM users WHERE name = \("Anna") AND \(fragment) LIMIT \(5)"
    #expect(query.sql == "SELECT * FROM users WHERE name = $1 AND age > $2 AND city = $3 LIMIT $4")
    #expect(query.parameters.map(\.type) == [.text, .bigint, .text, .bigint])
    #expect(
      query.values.bytes == Array("Anna".utf8) + [0, 0, 0, 0, 0, 0, 0, 34] + Array("Berlin".utf8) + [
        0, 0, 0, 0, 0, 0, 0, 5,
      ])
  }

  @Test func `several fragments stand one behind the other`() {
    let rows = [("Anna", 34), ("Ben", 5)].map { name, age -> Query in "(\(name), \(age))" }
    let query: Query = "INSERT INTO users VALUES \(rows)"
    #expect(query.sql == "INSERT INTO users VALUES ($1, $2), ($3, $4)")
    #expect(query.parameters.map(\.type) == [.text, .bigint, .text, .bigint])
    #expect(query.isConstant)
  }

  @Test func `two uses of one place are the same statement, whatever the values`() {
    func find(_ id: Int?) -> StatementKey { StatementKey("SELECT \(id)") }
    #expect(find(1) == find(2))
    #expect(find(1) == find(nil))
  }

  @Test func `other types are another statement`() {
    func find(_ id: some DatabaseValue) -> StatementKey { StatementKey("SELECT \(id)") }
    #expect(find(1) == find(2))
    #expect(find(1) != find(Int32(1)))
    #expect(find("1") != find(Int32(1)))
  }

  @Test func `another text is another statement`() {
    #expect(StatementKey("SELECT \(1) -- a") != StatementKey("SELECT \(1) -- b"))
    #expect(StatementKey("SELECT 1") != StatementKey("SELECT 2"))
  }

  @Test(arguments: [
    "'; DROP TABLE users; --", "' OR '1'='1", "$1", "\\'; SELECT pg_sleep(10); --", "%s", "\"", "''", "1; COMMIT",
    "/*", "\u{2019} OR 1=1", "\\x27",
  ])
  func `what looks like SQL is data`(hostile: String) async throws {
    try await withDatabase { database in
      let row = try #require(
        try await database.query("SELECT \(hostile), \(hostile) = \(hostile), length(\(hostile))").first)
      let (text, isSame, length) = try row.decode(String.self, Bool.self, Int.self)
      #expect(text == hostile)
      #expect(isSame)
      #expect(length == hostile.unicodeScalars.count)
    }
  }

  @Test func `a null byte in a text is refused, and the next statement runs`() async throws {
    try await withDatabase { database in
      await #expect(throws: DatabaseError.self) { try await database.query("SELECT \("a\0b")") }
      let row = try #require(try await database.query("SELECT \("ab")").first)
      #expect(try row.decode(String.self) == "ab")
    }
  }
}

struct StatementCacheTests {
  @Test func `a statement is known again`() {
    var cache = StatementCache(capacity: 2)
    let first = cache.statement(for: "SELECT 1")
    #expect(cache.statement(for: "SELECT 1") === first)
    #expect(first.identifier == "s1")
    #expect(first.sql == "SELECT 1")
  }

  @Test func `the one unused for longest makes room`() {
    var cache = StatementCache(capacity: 2)
    _ = cache.statement(for: "SELECT 1")
    _ = cache.statement(for: "SELECT 2")
    _ = cache.statement(for: "SELECT 1")
    _ = cache.statement(for: "SELECT 3")
    #expect(cache.count == 2)
    let dropped = cache.takeDropped()
    #expect(dropped.map(\.sql) == ["SELECT 2"])
    #expect(cache.takeDropped().isEmpty)
  }

  @Test func `a forgotten statement comes back under another name`() {
    var cache = StatementCache(capacity: 2)
    let first = cache.statement(for: "SELECT 1")
    cache.forget(first)
    let second = cache.statement(for: "SELECT 1")
    #expect(second.identifier == "s2")
    cache.forget(first)
    #expect(cache.statement(for: "SELECT 1") === second)
  }
}
