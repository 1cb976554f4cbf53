import TestDatabases

/// Gives a test an empty schema of its own.
func withEmptySchema<Outcome>(_ body: (TestDatabase) async throws -> Outcome) async throws -> Outcome {
  try await body(try TestDatabase.emptySchema())
}
