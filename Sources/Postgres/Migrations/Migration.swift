internal import Crypto

/// One step of the schema's history: a file `20261120_001_create_users.sql` with the way there under a line `-- UP` and
/// the way back under a line `-- DOWN`.
public struct Migration: Sendable, Equatable {
  /// `20261120_001`: sorts by the order of application.
  public let version: String
  /// `create_users`.
  public let name: String
  public let up: String
  public let down: String
  /// Of the whole file: one that has been applied must not change any more.
  public let checksum: String

  public var fileName: String { "\(version)_\(name).sql" }

  /// The lines of the file at which the two ways begin, for reports.
  let upLine: Int
  let downLine: Int

  /// Reads a file's name and text.
  public init(fileName: String, text: String) throws(MigrationError) {
    guard let parts = Migration.split(fileName: fileName) else {
      throw MigrationError(fileName, "the name must be like 20261120_001_create_users.sql")
    }
    (version, name) = parts
    // To Swift a line feed behind a carriage return is one character with it.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    upLine = try Migration.mark("-- UP", in: lines, of: fileName)
    downLine = try Migration.mark("-- DOWN", in: lines, of: fileName)
    guard upLine < downLine else { throw MigrationError(fileName, "-- UP must come before -- DOWN") }
    for (index, line) in lines[..<upLine].enumerated() where !Migration.isComment(line) {
      throw MigrationError(fileName, "there is a statement before -- UP", line: index + 1)
    }
    up = lines[(upLine + 1)..<downLine].joined(separator: "\n")
    down = lines[(downLine + 1)...].joined(separator: "\n")
    checksum = SHA256.hash(text.utf8).hex
  }

  /// `YYYYMMDD_NNN_name.sql`, the name in small letters, digits and underscores.
  private static func split(fileName: String) -> (version: String, name: String)? {
    guard fileName.hasSuffix(".sql") else { return nil }
    let stem = fileName.dropLast(4)
    let parts = stem.split(separator: "_", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, isNumber(parts[0], digits: 8), isNumber(parts[1], digits: 3), isName(parts[2]) else {
      return nil
    }
    return ("\(parts[0])_\(parts[1])", String(parts[2]))
  }

  private static func isNumber(_ text: Substring, digits: Int) -> Bool {
    text.utf8.count == digits && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  public static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      }
  }

  /// The index of the one line that is the mark.
  private static func mark(
    _ mark: String, in lines: [Substring], of fileName: String
  ) throws(MigrationError) -> Int {
    let found = lines.indices.filter { trimmed(lines[$0]) == mark }
    guard let line = found.first else { throw MigrationError(fileName, "there is no line \(mark)") }
    if found.count > 1 { throw MigrationError(fileName, "there is a second line \(mark)", line: found[1] + 1) }
    return line
  }

  private static func isComment(_ line: Substring) -> Bool {
    let text = trimmed(line)
    return text.isEmpty || text.hasPrefix("--")
  }

  private static func trimmed(_ line: Substring) -> Substring {
    let spaces: Set<Character> = [" ", "\t"]
    guard let end = line.lastIndex(where: { !spaces.contains($0) }) else { return "" }
    return line[...end].drop { spaces.contains($0) }
  }
}

/// What is wrong with a migration, naming its file and, where it is known, the line.
public struct MigrationError: Error, Equatable, CustomStringConvertible, Sendable {
  public let file: String?
  public let line: Int?
  public let message: String

  init(_ file: String?, _ message: String, line: Int? = nil) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    let place = file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? ""
    return place + message
  }
}
