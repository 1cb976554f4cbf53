/// When the owner takes meetings: rules 4 and 5, and 1 and 2 for the ends of windows.
struct PlainWindows {
  let scenario: PlainScenario
  let home: PlainZone

  init(_ scenario: PlainScenario, home: PlainZone) {
    self.scenario = scenario
    self.home = home
  }

  func stretches(on days: ClosedRange<PlainDay>) -> [PlainStretch] {
    days.flatMap { day in merged(windows(on: day)).map { stretch($0, on: day) } }.filter(\.hasLength)
  }

  /// Rule 4: an override replaces the day. Rule 5: the link's own hours replace the schedule's, never its overrides.
  private func windows(on day: PlainDay) -> [PlainScenario.Window] {
    for override in scenario.overrides where override.day == day { return override.windows }
    return (scenario.link.hours ?? scenario.hours)[PlainCalendar.weekday(day)]
  }

  /// Rule 4: windows that overlap or touch are one, before anything else.
  private func merged(_ windows: [PlainScenario.Window]) -> [PlainScenario.Window] {
    var merged: [PlainScenario.Window] = []
    for window in windows.sorted(by: { $0.from < $1.from }) {
      if let last = merged.last, window.from <= last.to {
        merged[merged.count - 1].to = max(last.to, window.to)
      } else {
        merged.append(window)
      }
    }
    return merged
  }

  private func stretch(_ window: PlainScenario.Window, on day: PlainDay) -> PlainStretch {
    let midnight = day * PlainCalendar.day
    return PlainStretch(
      start: home.edge(of: midnight + window.from * PlainCalendar.minute),
      end: home.edge(of: midnight + window.to * PlainCalendar.minute))
  }
}
