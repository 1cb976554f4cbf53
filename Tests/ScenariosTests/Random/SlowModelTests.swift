import Testing

@Suite struct `the slot finder agrees with the slow model` {
  /// So that as many processors may help.
  private static let shares = 8

  @Test(arguments: 0..<shares) func `on random scenarios`(_ share: Int) throws {
    for seed in stride(from: share, to: try RandomScenario.count, by: Self.shares) {
      guard let disagreement = Disagreement(RandomScenario.scenario(seed: seed)) else { continue }
      Issue.record("seed \(seed), at its smallest:\n\(disagreement.smallest())")
      return
    }
  }

  @Test(arguments: [(nil, 100_000), ("1", 1), ("2000", 2000)] as [(String?, Int)])
  func `on as many as are asked for`(_ asked: String?, _ count: Int) throws {
    #expect(try RandomScenario.count(asked: asked) == count)
  }

  @Test(arguments: ["", "lots", "0", "-5", "1e6", "1_000", " 20"]) func `and a count that is none is refused`(
    _ asked: String
  ) {
    #expect(throws: RandomScenario.NoCount.self) { try RandomScenario.count(asked: asked) }
  }
}
