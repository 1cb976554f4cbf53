import TestSupport

/// The dice that random scenarios are thrown with.
struct Chance {
  private var random: SplitMix

  init(seed: Int) {
    random = SplitMix(seed: UInt64(truncatingIfNeeded: seed))
  }

  mutating func percent(_ share: Int) -> Bool { random.below(100) < share }

  mutating func below(_ bound: Int) -> Int { random.below(bound) }

  mutating func between(_ first: Int, _ last: Int) -> Int { first + random.below(last - first + 1) }

  mutating func one<Choice>(of choices: [Choice]) -> Choice { choices[random.below(choices.count)] }

  mutating func maybe<Choice>(_ share: Int, _ choices: [Choice]) -> Choice? {
    percent(share) ? one(of: choices) : nil
  }
}
