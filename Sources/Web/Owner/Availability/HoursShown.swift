internal import CivilTime
internal import Scheduling
internal import Store

// What the parts of a schedule's form show of it, each named for itself: whoever adds a holiday doesn't stand in the way of
// whoever changes the week.
extension ScheduleSheet {
  var shownWeek: String { schedule.hours.shown(in: schedule.zone.name) }

  /// The dates that differ, as far as they are not over.
  func shownDates(asOf now: Instant) -> String {
    let today = schedule.zone.local(now).date
    let dates = schedule.overrides.filter { $0.date >= today }.joined.map { RemovedDates($0).text }
    return Shown.name(of: dates.joined(separator: ";"))
  }
}

extension WeeklyHours {
  func shown(in zone: String) -> String {
    let days = Weekday.allCases.map { weekday in
      self[weekday].windows.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    }
    return Shown.name(of: "\(zone) \(days.joined(separator: ";"))")
  }
}

extension TypedWeek {
  /// What a page would show that has these hours; nil where they can't be read.
  var shown: String? { (try? week.read())?.shown(in: zone) }
}
