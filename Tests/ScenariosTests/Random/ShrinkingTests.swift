import Testing

@Suite struct `a disagreement is shown by its smallest scenario` {
  @Test func `of all that a scenario holds, what matters is left`() throws {
    let found = try #require(
      (0..<1_000).lazy.map(RandomScenario.scenario).first { scenario in
        scenario.events.count > 2 && scenario.bookings.count > 2 && isWanted(scenario)
      })
    let smallest = found.smallest(while: isWanted)
    #expect(smallest.events.map(\.isAllDay) == [true])
    #expect(smallest.bookings == [] && smallest.overrides == [] && smallest.hours.allSatisfy(\.isEmpty))
    #expect(smallest.dates.from == smallest.dates.to)
    #expect(smallest.link == PlainScenario.Link(duration: found.link.duration))
  }

  /// As if whole days that come again were read wrong.
  private func isWanted(_ scenario: PlainScenario) -> Bool {
    scenario.events.contains { $0.isAllDay && $0.rule != nil }
  }
}
