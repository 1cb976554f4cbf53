internal import Almanac
internal import CivilTime
internal import Scheduling
internal import Store

/// Draws a week's hours: a strip a day, under the sky that stands over the schedule's city these days.
struct WeekStrips {
  let hours: WeeklyHours
  let zone: Zone
  let visit: Visit

  var view: WeekStripsView {
    let today = zone.local(visit.now).date
    let axis = DayAxis(zone.day(today), isMirrored: visit.edition.isMirrored)
    let week = Weekday.week(startingOn: visit.owner.weekStart)
    let tongue = visit.lettering.tongue
    return WeekStripsView(
      stops: Sky.stops(over: zone, along: axis),
      days: week.map { day($0, isFirst: $0 == week.first) },
      ticks: [0, 6, 12, 18, 24].map { tongue.hour($0, visit.habit) })
  }

  private func day(_ weekday: Weekday, isFirst: Bool) -> WeekStripView {
    let tongue = visit.lettering.tongue
    let windows = hours[weekday].windows
    let spans = windows.map {
      visit.lettering.span(tongue.time($0.start, visit.habit), tongue.time($0.end, visit.habit))
    }
    let name = tongue.opening(tongue.weekdays[weekday.rawValue])
    return WeekStripView(
      short: tongue.shortWeekdays[weekday.rawValue],
      label: windows.isEmpty
        ? visit.words.text(HoursWord.stripClosed, ["day": name])
        : visit.words.text(HoursWord.stripOpen, ["day": name, "spans": spans.joined(separator: ", ")]),
      isFirst: isFirst, free: windows.map(block))
  }

  /// As the clock counts a day without a change of clocks, for it stands for every week.
  private func block(_ window: Window) -> BlockView {
    let start = place(window.start)
    let width = place(window.end) - start
    let edge = visit.edition.isMirrored ? DayAxis.whole - start - width : start
    return BlockView(x: DayAxis.percent(edge), width: DayAxis.percent(width))
  }

  private func place(_ time: LocalTime) -> Int { time.secondOfDay * DayAxis.whole / LocalTime.secondsPerDay }
}
