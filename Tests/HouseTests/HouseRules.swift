import TestSupport
import Testing

@Suite struct `house rules` {
  private static let swift = (try? SourceFile.all(under: ["Sources", "Tests"], ending: ".swift")) ?? []

  @Test func `there is a house to look at`() {
    #expect(Self.swift.count > 100)
  }

  @Test func `no Swift file is longer than 300 lines`() {
    let long = Self.swift.filter { $0.lines.count > 301 }.map { "\($0.path): \($0.lines.count) lines" }
    #expect(long == [])
  }

  @Test func `nothing is left for later`() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "fatalError(\"not"]
    let left = findings { line in marks.contains { line.contains($0) } }
    #expect(left == [])
  }

  @Test func `whoever steps around the compiler says why it holds`() {
    let unexplained = Self.swift.flatMap { file in
      file.lines.indices.filter { index in
        let line = file.lines[index]
        guard line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") else { return false }
        guard !line.trimmed.hasPrefix("//"), !line.contains("\"") else { return false }
        return !file.isExplained(at: index)
      }.map { "\(file.path):\($0 + 1)" }
    }
    #expect(unexplained == [])
  }

  @Test func `outside tests nothing is tried with an exclamation mark`() {
    let forced = findings { line in
      !line.trimmed.hasPrefix("//") && (line.contains("try! ") || line.contains(" as! "))
    }.filter { $0.hasPrefix("Sources/") }
    #expect(forced == [])
  }

  @Test func `every lock is one that the thread sanitizer sees`() {
    let unseen = findings { $0.contains("Mut" + "ex<") || $0.contains("Mut" + "ex(") }
    #expect(unseen == [])
  }

  @Test func `the big Foundation stays outside`() {
    let imports = findings { $0.trimmed.hasSuffix("import Foundation") }
    #expect(imports == [])
  }

  @Test func `no folder is a drawer for everything`() {
    let drawers = ["Utils", "Helpers", "Core", "Managers", "Common", "Misc", "New", "Deprecated"]
    let found = Self.swift.filter { file in file.path.split(separator: "/").contains { drawers.contains(String($0)) } }
    #expect(found.map(\.path) == [])
  }

  private func findings(_ isFinding: (Substring) -> Bool) -> [String] {
    Self.swift.flatMap { file in
      file.lines.indices.filter { isFinding(file.lines[$0]) }.map { "\(file.path):\($0 + 1)" }
    }
  }
}

extension SourceFile {
  /// Whether a comment stands on this line or right above it, attributes and declarations in between aside.
  fileprivate func isExplained(at index: Int) -> Bool {
    if lines[index].contains("//") { return true }
    return index > 0 && lines[index - 1].trimmed.hasPrefix("//")
  }
}

extension Substring {
  var trimmed: Substring { drop { $0 == " " } }
}
