/// One field of a form and what is wrong with what stands in it.
public struct FieldRefusal<Field: Hashable & Sendable, Problem: Hashable & Sendable>: Hashable, Sendable {
  public let field: Field
  public let problem: Problem

  public init(_ field: Field, _ problem: Problem) {
    self.field = field
    self.problem = problem
  }
}

/// Everything that is wrong with a form, in the order of its fields.
public struct FieldRefusals<Field: Hashable & Sendable, Problem: Hashable & Sendable>: Error, Hashable, Sendable {
  public let list: [FieldRefusal<Field, Problem>]

  public init(_ list: [FieldRefusal<Field, Problem>]) {
    self.list = list
  }

  public subscript(field: Field) -> Problem? {
    list.first { $0.field == field }?.problem
  }
}
