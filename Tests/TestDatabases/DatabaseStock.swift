internal import Postgres

/// Migrated databases ready to be used. To copy one takes a tenth of a second, to empty one a hundredth: so one that
/// comes back with its schema as it was is emptied and used again.
struct DatabaseStock {
  private var made = 0
  private var ready: [TestDatabase] = []
  private var template: (name: String, schema: String)?

  mutating func nextName() -> String {
    made += 1
    return "test_\(made)"
  }

  mutating func makeEmpty() throws -> TestDatabase {
    let name = nextName()
    try TestDatabase.administer("CREATE DATABASE \(name)")
    return TestDatabase(database: name)
  }

  mutating func takeMigrated() throws -> TestDatabase {
    if let database = ready.popLast() { return database }
    let template = try migratedTemplate()
    let name = nextName()
    try TestDatabase.administer("CREATE DATABASE \(name) TEMPLATE \(template.name)")
    return TestDatabase(database: name, isMigrated: true)
  }

  mutating func takeBack(_ database: TestDatabase) throws {
    if try empty(database) {
      ready.append(database)
    } else {
      try TestDatabase.administer("DROP DATABASE IF EXISTS \(database.name) WITH (FORCE)")
    }
  }

  private mutating func migratedTemplate() throws -> (name: String, schema: String) {
    if let template { return template }
    let database = try makeEmpty()
    try Migrator(TestDatabase.migrations, address: DatabaseAddress(database.address)).up()
    let made = (database.name, try schema(of: database))
    template = made
    return made
  }

  /// False where the test has changed the schema.
  private func empty(_ database: TestDatabase) throws -> Bool {
    try database.query(
      """
      SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
    guard try schema(of: database) == template?.schema else { return false }
    // As a replica does it: without triggers, those of foreign keys included.
    try database.run(
      """
      SET session_replication_role = replica;
      DO $$
      DECLARE
        name regclass;
      BEGIN
        FOR name IN
          SELECT oid FROM pg_class
          WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'schema_migrations'
        LOOP
          EXECUTE 'DELETE FROM ' || name;
        END LOOP;
      END $$;
      """)
    return true
  }

  /// What a schema is told by: how much there is of everything, and the last transaction that wrote of it. A copy tells
  /// the same, as it is one bit by bit; whatever is changed in it, if only what a column allows, is written anew.
  private func schema(of database: TestDatabase) throws -> String {
    let rows = try database.query(
      """
      SELECT concat_ws(' ',
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_class),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_attribute),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_attrdef),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_constraint),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_trigger),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_proc),
        (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_type))
      """)
    return try rows.first?.decode(String.self) ?? ""
  }
}
