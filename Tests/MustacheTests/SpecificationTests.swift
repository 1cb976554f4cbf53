import Mustache
import Testing

/// Every test of the official specification, for data of any shape.
@Suite struct `The specification` {
  @Test(arguments: Spec.cases)
  func `is followed to the letter`(test: Spec.Case) throws {
    #expect(try render(test.template, test.data, test.partials ?? [:]) == test.expected)
  }

  /// What is missing is a fault there; but for that, the same.
  @Test(arguments: Spec.cases.filter { $0.data == [:] })
  func `is followed by a bound template where it needs no data`(test: Spec.Case) throws {
    var rendered: String?
    let fault = fault { rendered = try render(test.template, Nothing(), test.partials ?? [:]) }
    let misses = test.name.contains("Miss") || test.name == "Failed Lookup"
    #expect(rendered == (misses ? nil : test.expected))
    #expect((fault != nil) == misses)
  }

  private struct Nothing: View {
    static let keys: Keys<Self> = [:]
  }

  @Test func `is read whole where it is present`() {
    let files = Set(Spec.cases.map(\.file))
    #expect(files == (Spec.isPresent ? Set(Spec.modules) : []))
  }
}
