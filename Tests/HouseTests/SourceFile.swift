import FoundationEssentials
import TestSupport

/// A text file of the repository, read for what the house rules ask of it.
struct SourceFile: Sendable {
  let path: String
  let lines: [Substring]

  static func all(under folders: [String], ending: String) throws -> [SourceFile] {
    try folders.flatMap { folder in
      try FileManager.default.subpathsOfDirectory(atPath: "\(Checkout.root)/\(folder)")
        .filter { $0.hasSuffix(ending) }
        .sorted()
        .map { try SourceFile(path: "\(folder)/\($0)") }
    }
  }

  init(path: String) throws {
    self.path = path
    let text = try String(contentsOfFile: "\(Checkout.root)/\(path)", encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
