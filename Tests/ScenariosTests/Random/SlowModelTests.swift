import Testing

@Suite struct `the slot finder agrees with the slow model` {
  /// So that as many processors may help.
  private static let shares = 8

  @Test(arguments: 0..<shares) func `on random scenarios`(_ share: Int) {
    for seed in stride(from: share, to: RandomScenario.count, by: Self.shares) {
      guard let disagreement = Disagreement(RandomScenario.scenario(seed: seed)) else { continue }
      Issue.record("seed \(seed), at its smallest:\n\(disagreement.smallest())")
      return
    }
  }
}
