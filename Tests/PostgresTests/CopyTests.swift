import CivilTime
import FoundationEssentials
import Postgres
import Reactor
import TestDatabases
import Testing

struct CopyTests {
  @Test func `rows are copied in, NULLs and all types included`() async throws {
    try await withEvents { database in
      let start = Instant(seconds: 1_795_165_200)
      let count = try await database.transaction { transaction in
        try await transaction.copy(into: "events", columns: ["id", "title", "starts", "tags"]) { rows in
          for number in 0..<10_000 {
            let title = number % 10 == 0 ? nil : "event, \"\(number)\"\n\\N"
            try await rows.write(Int32(number), title, start.adding(minutes: number), ["a", nil, "b"])
          }
        }
      }
      #expect(count == 10_000)
      let row = try #require(
        try await database.query(
          """
          SELECT count(*), count(title), min(title), max(starts), max(tags) FROM events
          """
        ).first)
      let (all, titled, title, last, tags) = try row.decode(
        Int.self, Int.self, String.self, Instant.self, [String?].self)
      #expect((all, titled) == (10_000, 9_000))
      #expect(title == "event, \"1\"\n\\N")
      #expect(last == start.adding(minutes: 9_999))
      #expect(tags == ["a", nil, "b"])
    }
  }

  @Test func `more than fits into any buffer is copied both ways`() async throws {
    try await withEvents { database in
      let title = String(repeating: "x", count: 100_000)
      try await database.transaction { transaction in
        try await transaction.copy(into: "events", columns: ["id", "title"]) { rows in
          for number in 0..<100 { try await rows.write(Int32(number), title) }
        }
      }
      let length = try await database.transaction { transaction in
        try await transaction.copy("COPY (SELECT title FROM events) TO STDOUT") { pieces in
          var length = 0
          while let piece = try await pieces.next() { length += piece.count }
          return length
        }
      }
      #expect(length == 100 * 100_001)
    }
  }

  @Test func `rows are copied out in the form the statement asks for`() async throws {
    try await withDatabase { database in
      let lines = try await database.transaction { transaction in
        try await transaction.copy("COPY (SELECT n, 'a,b' FROM generate_series(1, 3) n) TO STDOUT (FORMAT csv)") {
          pieces in
          var lines: [String] = []
          while let piece = try await pieces.next() { lines.append(String(decoding: piece, as: UTF8.self)) }
          return lines
        }
      }
      #expect(lines == ["1,\"a,b\"\n", "2,\"a,b\"\n", "3,\"a,b\"\n"])
    }
  }

  @Test func `a copy is part of its transaction, and statements follow it`() async throws {
    try await withEvents { database in
      let count = try await database.transaction { transaction in
        try await transaction.query("INSERT INTO events (id) VALUES (0)")
        try await transaction.copy(into: "events", columns: ["id"]) { try await $0.write(Int32(1)) }
        return try await transaction.query("SELECT count(*) FROM events").first?.decode(Int.self)
      }
      #expect(count == 2)
    }
  }

  @Test func `an error of the body takes the copy back`() async throws {
    try await withEvents { database in
      await #expect(throws: TransactionTests.ChangedMind.self) {
        try await database.transaction { transaction in
          try await transaction.copy(into: "events", columns: ["id"]) { rows in
            try await rows.write(Int32(1))
            throw TransactionTests.ChangedMind()
          }
        }
      }
      try await expectEmpty(database)
    }
  }

  @Test func `a row that does not fit takes the copy back and says where`() async throws {
    try await withEvents { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.copy(into: "events", columns: ["id"]) { rows in
            try await rows.write(Int32(1))
            try await rows.write(Int32(1))
          }
        }
      }
      #expect(error?.isUniqueViolation("events_pkey") == true)
      try await expectEmpty(database)
    }
  }

  @Test func `a value of another type than its column is refused`() async throws {
    try await withEvents { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.copy(into: "events", columns: ["id"]) { try await $0.write(Int64(1)) }
        }
      }
      #expect(error?.state?.rawValue == "22P03")
      try await expectEmpty(database)
    }
  }

  @Test func `a table that is not there fails the transaction alone`() async throws {
    try await withEvents(settings: { $0.transactionConnections = 1 }) { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.copy(into: "nowhere", columns: ["id"]) { try await $0.write(Int32(1)) }
        }
      }
      #expect(error?.state == .undefinedTable)
      try await database.transaction(sending: ["INSERT INTO events (id) VALUES (1)"])
    }
  }

  @Test(arguments: ["SELECT 1" as Query, "COPY (SELECT \(1)) TO STDOUT", "COPY events FROM STDIN"])
  func `what is no copy out is refused as one`(query: Query) async throws {
    try await withEvents { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { try await $0.copy(query) { try await $0.next() } }
      }
      #expect(error?.kind == .misuse)
      try await database.transaction(sending: ["SELECT 1"])
    }
  }

  @Test func `what is not read of a copy does no harm`() async throws {
    try await withDatabase { database in
      let first = try await database.transaction { transaction in
        let first = try await transaction.copy("COPY (SELECT n FROM generate_series(1, 1000) n) TO STDOUT") {
          try await $0.next()
        }
        try await transaction.query("SELECT 1")
        return first
      }
      #expect(first == Array("1\n".utf8))
    }
  }

  @Test func `an error in the middle of a copy out is thrown`() async throws {
    try await withDatabase { database in
      let error = await #expect(throws: DatabaseError.self) {
        try await database.transaction { transaction in
          try await transaction.copy("COPY (SELECT 1 / (5 - n) FROM generate_series(1, 9) n) TO STDOUT") { pieces in
            while try await pieces.next() != nil {}
          }
        }
      }
      #expect(error?.state?.rawValue == "22012")
      try await database.transaction(sending: ["SELECT 1"])
    }
  }

  @Test func `a cancelled copy is given up`() async throws {
    try await withEvents { database in
      let task = Task(executorPreference: EventLoop.current) {
        try await database.transaction { transaction in
          try await transaction.copy(into: "events", columns: ["id", "title"]) { rows in
            withUnsafeCurrentTask { $0?.cancel() }
            let title = String(repeating: "x", count: 1_000_000)
            while true { try await rows.write(Int32(1), title) }
          }
        }
      }
      let error = await #expect(throws: DatabaseError.self) { try await task.value }
      #expect(error?.kind == .cancelled)
      try await expectEmpty(database)
    }
  }

  private func withEvents(
    settings: (inout DatabaseSettings) -> Void = { _ in }, _ body: @escaping @Sendable (Database) async throws -> Void
  ) async throws {
    try await withEmptySchema { test in
      try test.run("CREATE TABLE events (id int PRIMARY KEY, title text, starts timestamptz, tags text[])")
      try await withDatabase(test, settings: settings, body)
    }
  }

  private func expectEmpty(_ database: Database) async throws {
    let rows = try await database.query("SELECT count(*) FROM events")
    #expect(try rows.first?.decode(Int.self) == 0)
  }
}
