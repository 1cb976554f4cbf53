import Mustache
import Testing

/// Every test of the official specification, for data of any shape.
@Suite struct `The specification` {
  @Test(arguments: Spec.cases)
  func `is followed to the letter`(test: Spec.Case) throws {
    #expect(try render(test.template, test.data, test.partials ?? [:]) == test.expected)
  }

  @Test func `is read whole where it is present`() {
    let files = Set(Spec.cases.map(\.file))
    #expect(files == (Spec.isPresent ? Set(Spec.modules) : []))
  }
}
