import CivilTime
import FoundationEssentials
import Postgres
import TestDatabases
import Testing

/// One value and how the server itself writes it as text: the two are told apart by the server, not by us.
struct Sample: Sendable, CustomTestStringConvertible {
  let type: String
  let text: String
  let testDescription: String
  private let check: @Sendable (Database, Query, Query) async throws -> Void

  init<Value: DatabaseValue & Equatable>(_ type: String, _ value: Value, _ text: String) {
    self.type = type
    self.text = text
    testDescription = "\(type) \(text)"
    check = { database, bound, written in
      let query: Query = "SELECT \(value), \(value) = \(written), \(bound)"
      let row = try #require(try await database.query(query).first)
      let (returned, isSame, read) = try row.decode(Value.self, Bool.self, Value?.self)
      #expect(returned == value)
      #expect(isSame)
      #expect(read == value)
    }
  }

  func run(in database: Database) async throws {
    let written: Query = "\(unescapedSQL: "'\(text)'::\(type)")"
    try await check(database, written, written)
  }
}

struct ValueTests {
  static let id = UUID(uuid: (1, 35, 69, 103, 137, 171, 205, 239, 1, 35, 69, 103, 137, 171, 205, 239))
  static let instant = Instant(microseconds: 1_795_165_200_000_001)

  @Test(arguments: [
    Sample("boolean", true, "t"), Sample("boolean", false, "f"),
    Sample("smallint", Int16.min, "-32768"), Sample("smallint", Int16.max, "32767"),
    Sample("integer", Int32.min, "-2147483648"), Sample("integer", Int32.max, "2147483647"),
    Sample("bigint", Int64.min, "-9223372036854775808"), Sample("bigint", Int.max, "9223372036854775807"),
    Sample("double precision", 0.1, "0.1"), Sample("double precision", -Double.infinity, "-Infinity"),
    Sample("double precision", Double.leastNonzeroMagnitude, "5e-324"),
    Sample("text", "", ""), Sample("text", "Zoë, Đặng 🗓", "Zoë, Đặng 🗓"), Sample("text", "a\\b\n\"c\"", "a\\b\n\"c\""),
    Sample("bytea", [UInt8](), "\\x"), Sample("bytea", [UInt8]([0, 255, 39, 92]), "\\x00ff275c"),
    Sample("uuid", id, "01234567-89ab-cdef-0123-456789abcdef"),
    Sample("jsonb", JSONText(#"{"a": [1, null]}"#), #"{"a": [1, null]}"#),
  ])
  func `a value comes back as it was, and the server sees the same`(sample: Sample) async throws {
    try await withDatabase { try await sample.run(in: $0) }
  }

  @Test(arguments: [
    Sample("timestamptz", instant, "2026-11-20 09:00:00.000001+00"),
    Sample("timestamptz", Instant(microseconds: -1), "1969-12-31 23:59:59.999999+00"),
    Sample("timestamptz", Instant.distantFuture, "infinity"), Sample("timestamptz", Instant.distantPast, "-infinity"),
    Sample("date", LocalDate(year: 2028, month: 2, day: 29)!, "2028-02-29"),
    Sample("date", LocalDate.first, "0001-01-01"), Sample("date", LocalDate.last, "9999-12-31"),
    Sample("time", LocalTime(hour: 23, minute: 59, second: 59)!, "23:59:59"),
    Sample("time", LocalTime.midnight, "00:00"), Sample("time", LocalTime.endOfDay, "24:00"),
    Sample("timestamp", LocalDateTime(year: 1999, month: 12, day: 31, hour: 23)!, "1999-12-31 23:00"),
    Sample(
      "tstzrange", TimeRange(from: instant, to: instant.adding(minutes: 30)),
      "[2026-11-20 09:00:00.000001+00, 2026-11-20 09:30:00.000001+00)"),
    Sample("tstzrange", TimeRange.always, "(,)"),
    Sample("tstzrange", TimeRange(from: instant, to: .distantFuture), "[2026-11-20 09:00:00.000001+00,)"),
    Sample("tstzrange", TimeRange(from: .distantPast, to: .distantPast), "empty"),
  ])
  func `times come back as they were, and the server sees the same`(sample: Sample) async throws {
    try await withDatabase { try await sample.run(in: $0) }
  }

  @Test(arguments: [
    Sample("boolean[]", [true, false], "{t,f}"), Sample("smallint[]", [Int16(-1), 2], "{-1,2}"),
    Sample("integer[]", [Int32(1), 2], "{1,2}"), Sample("bigint[]", [Int](), "{}"),
    Sample("bigint[]", [Int64(1), -2], "{1,-2}"), Sample("bigint[]", [3, nil, 4] as [Int?], "{3,NULL,4}"),
    Sample("double precision[]", [1.5, -2], "{1.5,-2}"),
    Sample("text[]", ["a,b", "{}", "NULL", "\""], #"{"a,b","{}","NULL","\""}"#),
    Sample("text[]", ["a", nil] as [String?], "{a,NULL}"),
    Sample("bytea[]", [[1], []] as [[UInt8]], #"{"\\x01","\\x"}"#),
    Sample("uuid[]", [id], "{01234567-89ab-cdef-0123-456789abcdef}"),
    Sample("timestamptz[]", [instant], "{2026-11-20 09:00:00.000001+00}"),
    Sample("date[]", [LocalDate.first], "{0001-01-01}"), Sample("time[]", [LocalTime.endOfDay], "{24:00}"),
    Sample("timestamp[]", [LocalDateTime(year: 2026, month: 1, day: 1)!], "{2026-01-01 00:00}"),
    Sample("jsonb[]", [JSONText("1")], "{1}"), Sample("tstzrange[]", [TimeRange.always], #"{"(,)"}"#),
  ])
  func `arrays come back as they were, and the server sees the same`(sample: Sample) async throws {
    try await withDatabase { try await sample.run(in: $0) }
  }

  @Test func `NULL comes back as nil, in its own type`() async throws {
    try await withDatabase { database in
      let query: Query = """
        SELECT \(nil as Bool?), \(nil as Int?), \(nil as String?), \(nil as UUID?), \(nil as Instant?), \(nil as [Int]?)
        """
      let row = try #require(try await database.query(query).first)
      let values = try row.decode(Bool?.self, Int?.self, String?.self, UUID?.self, Instant?.self, [Int]?.self)
      #expect(values == (nil, nil, nil, nil, nil, nil))
      let types = try #require(try await database.query("SELECT pg_typeof(\(nil as UUID?))::text").first)
      #expect(try types.decode(String.self) == "uuid")
    }
  }

  @Test func `narrow numbers are read as wide ones`() async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query("SELECT 1::smallint, 2::integer, 3::smallint, 1.5::real").first)
      let numbers = try row.decode(Int.self, Int64.self, Int32.self, Double.self)
      #expect(numbers == (1, Int64(2), Int32(3), 1.5))
    }
  }

  @Test func `other texts are read as texts`() async throws {
    try await withDatabase { database in
      let query: Query = "SELECT 'a'::varchar, 'b'::char(1), 'c'::name, 'd', '[1]'::json"
      let row = try #require(try await database.query(query).first)
      let values = try row.decode(String.self, String.self, String.self, String.self, JSONText.self)
      #expect(values == ("a", "b", "c", "d", JSONText("[1]")))
    }
  }

  enum Mood: String, DatabaseValue, DatabaseElement { case merry, calm }

  @Test func `an enum is stored as its raw value, in a type of the database's too`() async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TYPE mood AS ENUM ('merry', 'calm', 'grim'); CREATE TABLE guests (mood mood, moods mood[])")
      try await withDatabase(test) { database in
        let mood = Mood.calm
        try await database.query("INSERT INTO guests VALUES (\(mood)::mood, \([Mood.merry, .calm])::mood[])")
        let row = try #require(try await database.query("SELECT mood, moods FROM guests").first)
        let (one, several) = try row.decode(Mood.self, [Mood].self)
        #expect(one == .calm)
        #expect(several == [.merry, .calm])
        try await database.query("UPDATE guests SET mood = 'grim'")
        let grim = try #require(try await database.query("SELECT mood FROM guests").first)
        let error = #expect(throws: DatabaseError.self) { try grim.decode(Mood.self) }
        #expect(error?.kind == .unreadable)
        #expect(error?.message.hasSuffix("holds no Mood") == true)
      }
    }
  }

  @Test(arguments: [
    ("SELECT 'infinity'::date", "date"), ("SELECT '0001-01-01 BC'::date", "date"),
  ])
  func `a date that our calendar does not have can't be read`(sql: String, type: String) async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query("\(unescapedSQL: sql)").first)
      #expect(throws: DatabaseError(.unreadable, "column date (date) holds no LocalDate")) {
        try row.decode(LocalDate.self)
      }
    }
  }

  @Test(arguments: ["SELECT '12:00:00.5'::time", "SELECT '2026-01-01 00:00:00.5'::timestamp"])
  func `a fraction of a second that would be lost can't be read`(sql: String) async throws {
    try await withDatabase { database in
      let row = try #require(try await database.query("\(unescapedSQL: sql)").first)
      #expect(throws: DatabaseError.self) {
        if sql.contains("timestamp") {
          _ = try row.decode(LocalDateTime.self)
        } else {
          _ = try row.decode(LocalTime.self)
        }
      }
    }
  }

  @Test(arguments: [
    ("[2026-11-20 09:00+00,2026-11-20 10:00+00]", 0, 1), ("(2026-11-20 09:00+00,2026-11-20 10:00+00)", 1, 0),
  ])
  func `bounds of the other kind are the same stretch`(text: String, startShift: Int64, endShift: Int64) async throws {
    let start = Instant(microseconds: 1_795_165_200_000_000)
    try await withDatabase { database in
      let row = try #require(try await database.query("SELECT \(text)::tstzrange").first)
      let expected = TimeRange(
        from: start.adding(microseconds: startShift), to: start.adding(minutes: 60).adding(microseconds: endShift))
      #expect(try row.decode(TimeRange.self) == expected)
    }
  }
}
