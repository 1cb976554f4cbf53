/// How long a letter that was not taken waits, and when it has waited enough.
public struct Patience: Sendable {
  /// After the first attempt; after each further one three times as long.
  public var first: Duration
  public var longest: Duration
  /// With these numbers a letter is tried for some two days, as mail servers do it.
  public var attempts: Int

  public init(first: Duration = .seconds(30), longest: Duration = .seconds(4 * 3_600), attempts: Int = 18) {
    self.first = first
    self.longest = longest
    self.attempts = attempts
  }

  /// Nil when it was tried often enough.
  func pause(after attempt: Int) -> Duration? {
    guard attempt < attempts else { return nil }
    var pause = first
    for _ in 1..<max(attempt, 1) where pause < longest { pause = pause * 3 }
    return min(pause, longest)
  }
}
