import CivilTime

/// A schedule's windows as instants: rising, never overlapping, none empty. A window that lies in a gap of its zone is
/// gone; one that a repeated hour lengthens is as long as it really lasts (rules 1 and 2).
struct OpenHours {
  struct Window {
    let start: Int64
    let end: Int64

    /// Where the stretch of windows that meet without a gap ends: a meeting may reach so far (rule 8).
    var openUntil: Int64
  }

  private(set) var windows: [Window] = []

  /// All windows that share an instant with the range, or touch it.
  init(_ schedule: Schedule, meeting range: TimeRange) {
    let zone = schedule.zone
    // Where midnight is repeated, an instant of one date's window can read as the date before: look a day further.
    let first = zone.local(range.start).date.adding(days: -1)
    let last = zone.local(range.end).date.adding(days: 1)
    windows.reserveCapacity(2 * (last.days(since: first) + 1))
    for number in first.dayNumber...last.dayNumber {
      let date = LocalDate(dayNumber: number)
      for window in schedule.hours(on: date).windows {
        let start = zone.edge(of: LocalDateTime(date: date, time: window.start))
        let end = zone.edge(of: LocalDateTime(date: date, time: window.end))
        guard start < end, start <= range.end, end >= range.start else { continue }
        windows.append(Window(start: start.microseconds, end: end.microseconds, openUntil: end.microseconds))
      }
    }
    for index in windows.indices.dropLast().reversed() where windows[index].end == windows[index + 1].start {
      windows[index].openUntil = windows[index + 1].openUntil
    }
  }

  /// Rule 7: a grid of real elapsed time from each window's start, while before its end; and whether the meeting
  /// would end inside the hours (rule 8). The windows do not overlap, so candidates rise and none comes twice (rule 9).
  @inline(__always)
  func forEachCandidate(
    in range: TimeRange, every increment: Int64, lasting duration: Int64,
    _ body: (_ start: Int64, _ window: Window, _ fits: Bool) -> Void
  ) {
    for window in windows {
      let end = min(window.end, range.end.microseconds)
      var candidate = Self.firstOnGrid(from: range.start.microseconds, anchor: window.start, increment: increment)
      while candidate < end {
        body(candidate, window, candidate + duration <= window.openUntil)
        candidate += increment
      }
    }
  }

  /// At least as many as there are candidates: what to make room for.
  func candidateCount(in range: TimeRange, every increment: Int64) -> Int {
    let (first, last) = (range.start.microseconds, range.end.microseconds)
    return windows.reduce(0) { $0 + Int(max(0, min($1.end, last) - max($1.start, first)) / increment) + 1 }
  }

  /// The window an instant lies in.
  func window(at instant: Int64) -> Window? {
    windows.first { $0.start <= instant && instant < $0.end }
  }

  /// The first place on the grid that is neither before the grid's anchor nor before `earliest`.
  static func firstOnGrid(from earliest: Int64, anchor: Int64, increment: Int64) -> Int64 {
    guard earliest > anchor else { return anchor }
    let steps = (earliest - anchor + increment - 1) / increment
    return anchor + steps * increment
  }
}
