extension Disagreement {
  /// The smallest scenario that still shows it.
  func smallest() -> Disagreement {
    let smallest = scenario.smallest { simpler in
      Disagreement(simpler).map { $0.wasRefused == wasRefused } ?? false
    }
    return Disagreement(smallest) ?? self
  }
}

extension PlainScenario {
  /// Drops and shortens what it can while the scenario stays what it was found to be.
  func smallest(while isStill: (PlainScenario) -> Bool) -> PlainScenario {
    var smallest = self
    while let simpler = smallest.simpler.first(where: isStill) { smallest = simpler }
    return smallest
  }

  /// The same with one thing less, biggest things first.
  fileprivate var simpler: [PlainScenario] {
    var simpler = dropping(\.events) + dropping(\.bookings) + dropping(\.overrides)
    simpler += changes { change in
      change { $0.link.hours = nil }
      change { if let own = $0.link.hours { ($0.hours, $0.link.hours) = (own, nil) } }
      change { $0.link.increment = nil }
      change { $0.link.bufferBefore = nil }
      change { $0.link.bufferAfter = nil }
      change { $0.link.notice = nil }
      change { $0.link.daysAhead = nil }
      change { $0.link.dailyLimit = nil }
      change { $0.link.weeklyLimit = nil }
      change { $0.link.seats = nil }
      change { $0.link.bookable = nil }
      change { $0.weekStart = nil }
      change { $0.guestZone = $0.zone }
      change { if $0.dates.from < $0.dates.to { $0.dates.from += 1 } }
      change { if $0.dates.from < $0.dates.to { $0.dates.to -= 1 } }
      change { $0.now = ($0.dates.from - 2) * PlainCalendar.day }
    }
    for weekday in 0..<7 {
      simpler += dropping(\.hours[weekday])
      for index in hours[weekday].indices {
        simpler += changes { change in
          change { $0.hours[weekday][index].shorten(\.from, by: 60) }
          change { $0.hours[weekday][index].shorten(\.to, by: -60) }
        }
      }
    }
    for index in events.indices { simpler += simplerEvents(index) }
    for index in bookings.indices { simpler += simplerBookings(index) }
    return simpler
  }

  private func simplerEvents(_ index: Int) -> [PlainScenario] {
    dropping(\.events[index].exdates) + dropping(\.events[index].instances)
      + changes { change in
        change { $0.events[index].rule = nil }
        change { $0.events[index].rule?.interval = nil }
        change { $0.events[index].rule?.count = nil }
        change { $0.events[index].rule?.until = nil }
        change { $0.events[index].rule?.weekStart = nil }
        change { $0.events[index].rule?.frequency = .daily }
        change { $0.events[index].status = nil }
        change { $0.events[index].transparency = nil }
        change { $0.events[index].response = nil }
        change { $0.events[index].zone = nil }
        change { $0.events[index].minutesAhead = 0 }
        change { if let count = $0.events[index].rule?.count { $0.events[index].rule?.count = max(1, count / 2) } }
      } + droppingParts(index)
  }

  private func droppingParts(_ index: Int) -> [PlainScenario] {
    guard events[index].rule != nil else { return [] }
    return dropping(\.events[index].namedWeekdays) + dropping(\.events[index].namedMonthDays)
  }

  private func simplerBookings(_ index: Int) -> [PlainScenario] {
    changes { change in
      change { $0.bookings[index].bufferBefore = nil }
      change { $0.bookings[index].bufferAfter = nil }
      change { $0.bookings[index].status = nil }
      change { $0.bookings[index].guests = nil }
      change { $0.bookings[index].isOtherLink = false }
    }
  }

  /// Without each one of a list.
  private func dropping<Entry>(_ list: WritableKeyPath<PlainScenario, [Entry]>) -> [PlainScenario] {
    self[keyPath: list].indices.map { index in
      var simpler = self
      simpler[keyPath: list].remove(at: index)
      return simpler
    }
  }

  /// Those changes that change anything.
  private func changes(
    _ list: (_ change: (_ alter: (inout PlainScenario) -> Void) -> Void) -> Void
  ) -> [PlainScenario] {
    var simpler: [PlainScenario] = []
    list { alter in
      var changed = self
      alter(&changed)
      if changed != self { simpler.append(changed) }
    }
    return simpler
  }
}

extension PlainScenario.Window {
  /// Moves one end, where something is left.
  fileprivate mutating func shorten(_ end: WritableKeyPath<PlainScenario.Window, Int>, by minutes: Int) {
    if to - from > 60 { self[keyPath: end] += minutes }
  }
}

extension PlainScenario.Event {
  fileprivate var namedWeekdays: [PlainRule.NumberedWeekday] {
    get { rule?.weekdays ?? [] }
    set { rule?.weekdays = newValue }
  }

  fileprivate var namedMonthDays: [Int] {
    get { rule?.monthDays ?? [] }
    set { rule?.monthDays = newValue }
  }
}
