import FoundationEssentials
import TestSupport

/// A statement of the store that writes, as its source has it.
struct WriteStatement: Hashable {
  let table: String
  let text: String

  /// White space is one blank, and what is bound a question mark, as are the rows of a `VALUES`, however many.
  static func folded(_ statement: String) -> String {
    statement.replacing(/\$[0-9]+/, with: "?").split { $0.isWhitespace }.joined(separator: " ")
      .replacing(/VALUES \([^()]*\)(?:, \([^()]*\))*/, with: "VALUES ?")
  }

  /// Every string in `Sources/Store` that begins as such a statement does.
  static func ofTheStore() throws -> Set<WriteStatement> {
    let folder = "\(Checkout.root)/Sources/Store"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    var statements: Set<WriteStatement> = []
    for file in files {
      var rest = try Checkout.text("Sources/Store/\(file)")[...]
      while let start = rest.firstMatch(of: /"("")?\s*(?:INSERT INTO|UPDATE|DELETE FROM) ([a-z_]+)/) {
        let isLong = start.1 != nil
        rest = rest[start.range.lowerBound...].dropFirst(isLong ? 3 : 1)
        let text = literal(&rest, until: isLong ? "\"\"\"" : "\"")
        statements.insert(WriteStatement(table: String(start.2), text: folded(text)))
      }
    }
    return statements
  }

  /// Takes a string up to its end; interpolations become question marks.
  private static func literal(_ rest: inout Substring, until end: String) -> String {
    var text = ""
    while !rest.isEmpty, !rest.hasPrefix(end) {
      if rest.hasPrefix("\\(") {
        rest = rest.dropFirst(2)
        dropArguments(&rest)
        text += "?"
      } else if rest.hasPrefix("\\\n") {
        rest = rest.dropFirst(2)
      } else {
        text.append(rest.removeFirst())
      }
    }
    rest = rest.dropFirst(end.count)
    return text
  }

  /// Behind an opening parenthesis: up to the one that closes it.
  private static func dropArguments(_ rest: inout Substring) {
    var depth = 1
    while depth > 0, let sign = rest.popFirst() {
      if sign == "(" { depth += 1 }
      if sign == ")" { depth -= 1 }
    }
  }
}
