/// What stands behind a command: options with a value, flags, and plain words. Taken out one by one, so that whatever
/// is left at the end was not understood.
struct Arguments {
  private var words: [String]

  init(_ words: [String]) {
    self.words = words
  }

  /// Takes `--name value` or `--name=value`.
  mutating func option(_ name: String) throws -> String? {
    if let index = words.firstIndex(of: name) {
      guard index + 1 < words.count, !words[index + 1].hasPrefix("--") else { throw Usage("\(name) needs a value") }
      defer { words.removeSubrange(index...index + 1) }
      return words[index + 1]
    }
    guard let index = words.firstIndex(where: { $0.hasPrefix(name + "=") }) else { return nil }
    return String(words.remove(at: index).dropFirst(name.count + 1))
  }

  /// Takes a whole number within `range`.
  mutating func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = try option(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Usage("\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  /// Takes one of the words there are for `Choice`.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ choice: Choice.Type
  ) throws -> Choice? {
    guard let text = try option(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Usage("\(name) takes one of \(words), not '\(text)'")
    }
    return choice
  }

  mutating func flag(_ name: String) -> Bool {
    guard let index = words.firstIndex(of: name) else { return false }
    words.remove(at: index)
    return true
  }

  /// Takes the next plain word.
  mutating func word() -> String? {
    guard let index = words.firstIndex(where: { !$0.hasPrefix("--") }) else { return nil }
    return words.remove(at: index)
  }

  /// Refuses what nobody took.
  func end() throws {
    if let word = words.first { throw Usage("'\(word)' is not understood here; see 'calento help'") }
  }
}
