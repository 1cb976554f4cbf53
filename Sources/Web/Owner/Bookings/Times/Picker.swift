internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// The month and the times an owner picks from: as guests see them, in the owner's own zone and without notice.
struct Picker {
  let visit: Visit
  let open: OpenLink
  let choice: Choice
  /// The page's address with what every link of it carries; ends in a question or an and sign.
  let base: String
  /// A booking that is being moved.
  var moving: Appointment?

  private var edition: GuestEdition { visit.desk.templates.bookings.picking[visit.owner.locale] }
  private var tongue: any Tongue { visit.lettering.tongue }

  var view: PickerView {
    let choice = choice.offered(by: open.link)
    let sheet = MonthSheet(open, choice, moving: moving?.time)
    return PickerView(
      lengths: moving == nil && open.link.durations.count > 1 ? lengths(sheet) : [],
      notices: sheet.notices.contains { $0 != .unknownZone } ? [visit.words.text(BookingsWord.odd)] : [],
      month: tongue.opening(tongue.title(of: sheet.month)), previous: step(-1, sheet), next: step(1, sheet),
      weekdays: edition.weekdays(from: visit.owner.weekStart), weeks: weeks(sheet),
      dayBefore: "\(base)month=\(sheet.month)&date=", slotBefore: "\(base)start=", tail: choice.tail,
      nothing: sheet.chosen == nil ? nothing(sheet) : nil,
      day: sheet.chosen.map { tongue.opening(tongue.dayOfMonth($0.date)) },
      parts: sheet.chosen.map { DayTimes($0, in: sheet, visit.habit, edition).parts } ?? [])
  }

  private func step(_ months: Int, _ sheet: MonthSheet) -> StepView? {
    let month = sheet.month.adding(months: months)
    guard let reach = sheet.months, reach.contains(month) else { return nil }
    return step(to: month)
  }

  private func step(to month: Month) -> StepView {
    StepView(month: tongue.opening(tongue.title(of: month)), address: "\(base)month=\(month)\(choice.tail)")
  }

  private func weeks(_ sheet: MonthSheet) -> [WeekView] {
    let dates = sheet.month.dates
    let free = Set(sheet.days.map(\.date))
    return sheet.month.weeks(startingOn: visit.owner.weekStart).map { week in
      WeekView(
        days: week.map { date in
          guard dates.contains(date) else { return .elsewhere }
          let isFree = free.contains(date)
          return DayView(
            number: "\(date.day)", date: isFree ? date.description : "", isFree: isFree, isOff: !isFree,
            isChosen: date == sheet.chosen?.date, isToday: date == sheet.today)
        })
    }
  }

  private func nothing(_ sheet: MonthSheet) -> NothingView {
    let words = visit.words
    guard let date = sheet.nextFree else { return NothingView(text: words.text(BookingsWord.nothingFree), next: nil) }
    let month = tongue.title(of: sheet.month)
    return NothingView(text: words.text(.nothingInMonth, ["month": month]), next: step(to: Month(date)))
  }

  private func lengths(_ sheet: MonthSheet) -> [TabView] {
    open.link.durations.map { length in
      var other = choice
      other.duration = length == open.link.duration ? nil : length.count
      return TabView(
        text: tongue.shortLength(minutes: length.count), address: "\(base)month=\(sheet.month)\(other.tail)",
        isCurrent: length == sheet.duration)
    }
  }
}

/// A month and the times of a day, by the keys that guests' pages have for them.
struct PickerView: View {
  let lengths: [TabView]
  let notices: [String]
  let month: String
  let previous: StepView?
  let next: StepView?
  let weekdays: [WeekdayView]
  let weeks: [WeekView]
  let dayBefore: String
  let slotBefore: String
  let tail: String
  let nothing: NothingView?
  let day: String?
  let parts: [PartView]

  private var isSeveral: Bool { !lengths.isEmpty }

  static let keys: Keys<Self> = [
    "lengths": .list(\.lengths),
    "several": .flag(\.isSeveral),
    "notices": .list(\.notices),
    "month": .text(\.month),
    "previous": .view(\.previous),
    "next": .view(\.next),
    "weekdays": .list(\.weekdays),
    "weeks": .list(\.weeks),
    "day_before": .text(\.dayBefore),
    "slot_before": .text(\.slotBefore),
    "tail": .text(\.tail),
    "nothing": .view(\.nothing),
    "day": .text(\.day),
    "parts": .list(\.parts),
  ]
}

extension Choice {
  /// What an owner asks of a month, who reads in their own zone by their own habit.
  init(owners query: Form, _ habit: ClockHabit) {
    self.init(clock: habit)
    month = query["month"].flatMap { Month($0) }
    date = query["date"].flatMap { LocalDate($0) }
    duration = query["duration"].flatMap { Int($0) }
    let isOdd = [
      (query["month"], month == nil), (query["date"], date == nil), (query["duration"], duration == nil),
    ].contains { text, isUnread in text?.isEmpty == false && isUnread }
    if isOdd { oddities.insert(.date) }
  }
}
