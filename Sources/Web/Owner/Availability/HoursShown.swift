internal import CivilTime
internal import Scheduling
internal import Store

// What the forms of a schedule show of it, each named for itself: whoever adds a holiday doesn't stand in the way of
// whoever changes the week.
extension ScheduleSheet {
  var shownWeek: String {
    let days = Weekday.allCases.map { weekday in
      schedule.hours[weekday].windows.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    }
    return Shown.name(of: "\(schedule.zone.name) \(days.joined(separator: ";"))")
  }

  /// The dates that differ, as far as they are not over.
  func shownDates(asOf now: Instant) -> String {
    let today = schedule.zone.local(now).date
    let dates = schedule.overrides.filter { $0.date >= today }.joined.map { RemovedDates($0).text }
    return Shown.name(of: dates.joined(separator: ";"))
  }
}
