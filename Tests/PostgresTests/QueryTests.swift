import Postgres
import TestDatabases
import Testing

struct QueryTests {
  @Test func `a value in the text is a bind`() async throws {
    let answer = try await withDatabase { database in
      let row = try #require(try await database.query("SELECT \(7) + 1, \("x")").first)
      return try row.decode(Int.self, String.self)
    }
    #expect(answer == (8, "x"))
  }
}
