internal import HTTP

/// Every address of the API, what it does and who may ask.
struct RouteTable: Sendable {
  let lines: [Line]

  static let all = RouteTable(
    lines: session + account + guests + links + availability + bookings + events + emails)

  /// The lines of one address.
  struct Finding {
    let lines: [Line]
    let parameters: [String: String]

    /// Whoever knows GET knows HEAD.
    func line(for method: Method) -> Line? {
      lines.first { $0.method == method || (method == .head && $0.method == .get) }
    }

    /// What `Allow` says.
    var allowed: String {
      let known = lines.flatMap { $0.method == .get ? [.get, .head] : [$0.method] } + [.options]
      return known.map(\.name).joined(separator: ", ")
    }
  }

  /// Nil where there is no such address. `segments` are those behind the version.
  func find(_ segments: ArraySlice<String>) -> Finding? {
    var found: [Line] = []
    var parameters: [String: String] = [:]
    for line in lines {
      // A word is nearer than a name in braces, and words stand first.
      guard found.first.map({ $0.pattern == line.pattern }) ?? true, let match = line.pattern.match(segments) else {
        continue
      }
      found.append(line)
      parameters = match
    }
    return found.isEmpty ? nil : Finding(lines: found, parameters: parameters)
  }
}
