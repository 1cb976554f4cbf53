internal import CivilTime
internal import Reactor

/// The time at which somebody tries things out: an instant from which the clock runs on, or `@FILE` for one that stands
/// still until that file moves it.
enum TestClock {
  case runs(from: Instant)
  case stands(StillClock)

  init?(_ text: String) {
    if text.hasPrefix("@") {
      guard let clock = StillClock(file: String(text.dropFirst())) else { return nil }
      self = .stands(clock)
    } else {
      guard let start = Instant(text) else { return nil }
      self = .runs(from: start)
    }
  }

  var clock: any Clock {
    switch self {
    case .runs(let start): SystemClock(startingAt: start.microseconds)
    case .stands(let clock): clock
    }
  }
}
