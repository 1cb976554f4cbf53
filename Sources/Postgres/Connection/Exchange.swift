/// What somebody asked of a connection and waits for: one statement, or several that belong together.
struct Exchange<Waiter, Part> {
  /// Names it for as long as it lasts, sent again or not.
  let ticket: Int
  /// Nil where nobody waits, or no longer.
  var waiter: Waiter?
  /// Where it may share a group, the statement, to be sent again if another of the group fails.
  let query: Query?
  var deadline: Int64
  /// Whether the connection is of no use when this fails, as after a ROLLBACK that did not happen.
  let isVital: Bool
  var answers = Answers<Part>()
  var failure: DatabaseError?

  var outcome: Result<Answers<Part>, DatabaseError> {
    failure.map { .failure($0) } ?? .success(answers)
  }
}

/// What the statements of one exchange answered, in order. The first one stands by itself: most have no other.
struct Answers<Part> {
  private(set) var first: Part?
  private var others: [Part] = []

  /// How many follow the first where any do: what a booking writes.
  private static var usualCount: Int { 8 }

  mutating func append(_ part: Part) {
    if first == nil { return first = part }
    if others.isEmpty { others.reserveCapacity(Self.usualCount) }
    others.append(part)
  }

  var all: [Part] {
    guard let first else { return [] }
    return [first] + others
  }
}

extension Answers: Sendable where Part: Sendable {}
