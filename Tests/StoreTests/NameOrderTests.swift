import Postgres
import Store
import TestDatabases
import Testing

/// Whether a database can put names in order.
@Suite struct NameOrderTests {
  @Test func `a server built without ICU is noticed, and only that`() async throws {
    try await withTestDatabase(migrated: false) { database in
      let address = try DatabaseAddress(database.address)
      #expect(try NameOrder.isKnown(at: address))
      try database.run("DROP COLLATION pg_catalog.\"und-x-icu\"")
      #expect(try !NameOrder.isKnown(at: address))
    }
    #expect(throws: DatabaseError.self) { try NameOrder.isKnown(at: DatabaseAddress("host=127.0.0.1 port=1 dbname=x")) }
  }
}
