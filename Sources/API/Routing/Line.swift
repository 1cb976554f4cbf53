internal import HTTP
internal import Server

/// One line of the route table: what a method does at an address, and who may ask for it.
struct Line: Sendable {
  let method: Method
  let pattern: Pattern
  let access: Access
  let label: RouteLabel
  let answer: @Sendable (Call) async throws -> Reply

  enum Access: Sendable {
    case anyone
    /// Who has a token.
    case reader
    /// Who has a token that may change things.
    case writer
  }

  init(
    _ method: Method, _ pattern: String, _ access: Access, _ label: RouteLabel,
    _ answer: @escaping @Sendable (Call) async throws -> Reply
  ) {
    (self.method, self.pattern, self.access, self.label) = (method, Pattern(pattern), access, label)
    self.answer = answer
  }
}

/// An address behind `/api/v1`, with names in braces for the parts that differ: `/links/{id}`.
struct Pattern: Hashable, Sendable {
  let text: String
  private let parts: [Part]

  private enum Part: Hashable, Sendable {
    case word(String)
    case parameter(String)
  }

  init(_ text: String) {
    self.text = text
    parts = text.split(separator: "/").map { part in
      part.hasPrefix("{") ? .parameter(String(part.dropFirst().dropLast())) : .word(String(part))
    }
  }

  /// The parts that differ, by their names; nil for an address that is not of this pattern.
  func match(_ segments: ArraySlice<String>) -> [String: String]? {
    guard segments.count == parts.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      switch part {
      case .word(let word): if word != segment { return nil }
      case .parameter(let name):
        if segment.isEmpty { return nil }
        parameters[name] = segment
      }
    }
    return parameters
  }
}
