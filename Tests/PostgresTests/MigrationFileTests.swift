import CivilTime
import FoundationEssentials
import Testing

@testable import Postgres

struct MigrationFileTests {
  static let text = """
    -- Why.

    -- UP
    CREATE TABLE a ();
    -- A comment -- UP to here.

    -- DOWN
    DROP TABLE a;

    """

  @Test func `a file is read in its parts`() throws {
    let migration = try Migration(fileName: "20261120_001_create_a.sql", text: Self.text)
    #expect(migration.version == "20261120_001")
    #expect(migration.name == "create_a")
    #expect(migration.up == "CREATE TABLE a ();\n-- A comment -- UP to here.\n")
    #expect(migration.down == "DROP TABLE a;\n")
    #expect(migration.fileName == "20261120_001_create_a.sql")
  }

  @Test func `any change of the text changes the checksum`() throws {
    let one = try Migration(fileName: "20261120_001_a.sql", text: Self.text)
    let other = try Migration(fileName: "20261120_001_a.sql", text: Self.text + " ")
    #expect(one.checksum != other.checksum)
    #expect(one.checksum.count == 64)
  }

  @Test func `lines may end as on other systems`() throws {
    let text = "-- UP\r\nSELECT 1;\r\n-- DOWN\r\n"
    #expect(try Migration(fileName: "20261120_001_a.sql", text: text).up.hasPrefix("SELECT 1;"))
  }

  @Test(arguments: [
    "create_a.sql", "20261120_create_a.sql", "2026112_001_a.sql", "20261120_1_a.sql", "20261120_001_.sql",
    "20261120_001_Create.sql", "20261120_001_a b.sql", "20261120_001_a.txt", "20261120_001.sql",
    "20261120_001_..%2f.sql", "٢٠٢٦١١٢٠_001_a.sql",
  ])
  func `a name that is not of the form is refused`(name: String) {
    #expect(throws: MigrationError(name, "the name must be like 20261120_001_create_users.sql")) {
      try Migration(fileName: name, text: Self.text)
    }
  }

  @Test(arguments: [
    ("", "there is no line -- UP", nil), ("-- UP\nSELECT 1;", "there is no line -- DOWN", nil),
    ("-- DOWN\n-- UP\n", "-- UP must come before -- DOWN", nil),
    ("SELECT 1;\n-- UP\n-- DOWN\n", "there is a statement before -- UP", 1),
    ("-- UP\n-- UP\n-- DOWN\n", "there is a second line -- UP", 2),
    ("-- UP\n-- DOWN\n\n-- DOWN\n", "there is a second line -- DOWN", 4),
  ])
  func `a text that is not of the form is refused with its line`(text: String, message: String, line: Int?) {
    #expect(throws: MigrationError("20261120_001_a.sql", message, line: line)) {
      try Migration(fileName: "20261120_001_a.sql", text: text)
    }
  }

  @Test func `an error reads as file, line and reason`() {
    #expect("\(MigrationError("a.sql", "no", line: 3))" == "a.sql:3: no")
    #expect("\(MigrationError("a.sql", "no"))" == "a.sql: no")
    #expect("\(MigrationError(nil, "no"))" == "no")
  }
}

struct MigrationFolderTests {
  @Test func `migrations are made with the next number of the day, and read back`() async throws {
    try await withFolder { folder in
      let day = try #require(LocalDate(year: 2026, month: 11, day: 20))
      let paths = try [
        folder.create("create_users", on: day), folder.create("create_events", on: day),
        folder.create("later", on: day.adding(days: 1)),
      ]
      #expect(
        paths.map { $0.dropFirst(folder.path.count + 1) } == [
          "20261120_001_create_users.sql", "20261120_002_create_events.sql", "20261121_001_later.sql",
        ])
      #expect(try folder.load().map(\.name) == ["create_users", "create_events", "later"])
    }
  }

  @Test(arguments: ["", "Create", "a b", "../a", "a/b", "é"])
  func `a name that can't be a file's is refused`(name: String) async throws {
    try await withFolder { folder in
      _ = #expect(throws: MigrationError.self) { try folder.create(name, on: .first) }
    }
  }

  @Test func `two files of one version are refused`() async throws {
    try await withFolder { folder in
      for name in ["a", "b"] {
        try Data(MigrationFileTests.text.utf8).write(to: URL(filePath: "\(folder.path)/20261120_001_\(name).sql"))
      }
      #expect(throws: MigrationError("20261120_001_b.sql", "it has the version of 20261120_001_a.sql")) {
        try folder.load()
      }
    }
  }

  @Test func `files of another kind are left alone`() async throws {
    try await withFolder { folder in
      try Data("hello".utf8).write(to: URL(filePath: "\(folder.path)/README.md"))
      #expect(try folder.load().isEmpty)
    }
  }
}

/// A folder for migrations that is removed afterwards.
func withFolder(_ body: (MigrationFolder) async throws -> Void) async throws {
  let path = FileManager.default.temporaryDirectory.path + "/calento-migrations-\(UUID())"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try await body(MigrationFolder(path))
}

extension MigrationFolder {
  /// Writes a migration into the folder.
  func write(_ name: String, up: String, down: String) throws {
    try Data("-- UP\n\(up)\n-- DOWN\n\(down)\n".utf8).write(to: URL(filePath: "\(path)/\(name).sql"))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(name).sql")
  }
}
