internal import HTTP

/// What went wrong, as a problem document (RFC 9457) says it. Thrown wherever a call can't go on.
struct Problem: Error, Sendable {
  let kind: ProblemKind
  let detail: String

  /// What is wrong with what was sent, a sentence by name.
  var fields: [Wrong] = []

  /// Further members, by which a program can go on.
  var more: [JSON.Member] = []
  var headers: [(name: FieldName, value: String)] = []

  init(_ kind: ProblemKind, _ detail: String? = nil) {
    self.kind = kind
    self.detail = detail ?? kind.usualDetail
  }

  /// What was found first about a name is what is said of it.
  static func unfit(_ fields: [Wrong]) -> Problem {
    var problem = Problem(.unfit)
    var names: Set<String> = []
    problem.fields = fields.filter { names.insert($0.name).inserted }
    return problem
  }

  static func unfit(_ name: String, _ sentence: String) -> Problem { .unfit([Wrong(name, sentence)]) }

  /// Everything but what is told of this one request: an answer that is kept is told again under another number.
  var members: [JSON.Member] {
    var members = [
      JSON.Member(name: "type", value: .text(kind.type)), JSON.Member(name: "title", value: .text(kind.title)),
      JSON.Member(name: "status", value: .whole(Int64(kind.status.code))),
      JSON.Member(name: "detail", value: .text(detail)),
    ]
    if !fields.isEmpty {
      members.append(
        JSON.Member(
          name: "fields", value: .object(fields.map { JSON.Member(name: $0.name, value: .text($0.sentence)) })))
    }
    return members + more
  }
}

/// What is wrong with one thing that was sent, by its name.
struct Wrong: Hashable, Sendable {
  let name: String
  let sentence: String

  init(_ name: String, _ sentence: String) {
    (self.name, self.sentence) = (name, sentence)
  }
}
