import FoundationEssentials
import TestSupport
import Testing

/// axe-core, which finds what keeps people from using a page. `tools/setup test` brings it.
enum Axe {
  static let source = Result { try Checkout.text("var/axe/axe.min.js") }
}

extension Browser {
  /// What is wrong with the page for some of its readers: the rule and where it is broken.
  var barriers: [String] {
    get async throws {
      try await script(try Axe.source.get())
      return try await eventually(
        """
        axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
          done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 120)).join(", ")}`)))
        """
      ).list.compactMap(\.string)
    }
  }
}
