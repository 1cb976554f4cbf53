/// What is wrong with a scenario: the key and a sentence, in one line.
public struct ScenarioRefusal: Error, Equatable, CustomStringConvertible {
  /// Where: `link.duration_minutes`, `events[2].rrule`, or a line of the text.
  public let key: String
  public let problem: String

  init(_ key: String, _ problem: String) {
    self.key = key
    self.problem = problem
  }

  public var description: String { "\(key): \(problem)" }
}
