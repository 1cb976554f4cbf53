public import CivilTime

/// The folder that the migrations lie in.
public struct MigrationFolder: Sendable {
  public let path: String

  public init(_ path: String) {
    self.path = path
  }

  /// All of them, in the order of application. Files that don't end in `.sql` are left alone.
  public func load() throws(MigrationError) -> [Migration] {
    var migrations: [Migration] = []
    for name in entries(of: path) where name.hasSuffix(".sql") {
      guard let text = readText("\(path)/\(name)") else { throw MigrationError(name, "the file can't be read") }
      let migration = try Migration(fileName: name, text: text)
      if let twin = migrations.first(where: { $0.version == migration.version }) {
        throw MigrationError(name, "it has the version of \(twin.fileName)")
      }
      migrations.append(migration)
    }
    return migrations.sorted { $0.version < $1.version }
  }

  /// Makes an empty migration with the next number of that day and returns its file's path.
  public func create(_ name: String, on date: LocalDate) throws(MigrationError) -> String {
    guard Migration.isName(name) else {
      throw MigrationError(nil, "the name may have small letters, digits and underscores: \(name)")
    }
    let day = digits(date.year * 10_000 + date.month * 100 + date.day, count: 8)
    let last = try load().filter { $0.version.hasPrefix(day) }.compactMap { Int($0.version.suffix(3)) }.max() ?? 0
    guard last < 999 else { throw MigrationError(nil, "\(day) has no number left") }
    let file = "\(path)/\(day)_\(digits(last + 1, count: 3))_\(name).sql"
    guard createFile(file, Self.empty) else { throw MigrationError(nil, "\(file) can't be written") }
    return file
  }

  private static let empty = """
    -- Why this change.

    -- UP

    -- DOWN

    """

  private func digits(_ number: Int, count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }
}
