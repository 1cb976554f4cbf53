/// Reads a form part by part and gathers everything that is wrong with it.
public struct Gathering<Field: Hashable & Sendable, Problem: Hashable & Sendable> {
  public private(set) var wrong: [FieldRefusal<Field, Problem>] = []

  public init() {}

  /// Nil where something is wrong with that part.
  public mutating func read<Part>(_ part: () throws(FieldRefusals<Field, Problem>) -> Part) -> Part? {
    do throws(FieldRefusals<Field, Problem>) {
      return try part()
    } catch {
      wrong += error.list
      return nil
    }
  }

  public mutating func refuse(_ field: Field, _ problem: Problem) {
    wrong.append(FieldRefusal(field, problem))
  }
}
