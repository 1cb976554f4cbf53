internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Makes the month and the times of its chosen day.
struct PickerDrawing {
  private let sheet: MonthSheet
  private let choice: Choice
  private let weekStart: Weekday
  private let addresses: MonthAddresses
  private let edition: GuestEdition
  private let tongue: any Tongue
  /// Behind every address of the page.
  private let tail: String

  /// `choice` is one that the link offers.
  init(
    _ sheet: MonthSheet, _ choice: Choice, weekStart: Weekday, addresses: MonthAddresses, _ edition: GuestEdition
  ) {
    self.sheet = sheet
    self.choice = choice
    self.weekStart = weekStart
    self.addresses = addresses
    self.edition = edition
    tongue = edition.lettering.tongue
    tail = choice.tail
  }

  /// `nothingAtAll` is said where no day is free, this month or later.
  func view(hasLengths: Bool, notices: [String], nothingAtAll: @autoclosure () -> String) -> PickerView {
    PickerView(
      lengths: hasLengths ? lengths : [], notices: notices, month: tongue.opening(tongue.title(of: sheet.month)),
      previous: step(-1), next: step(1), weekdays: edition.weekdays(from: weekStart), weeks: weeks,
      dayBefore: addresses.beforeDate(in: sheet.month), slotBefore: addresses.beforeStart, tail: tail,
      nothing: sheet.chosen == nil ? nothing(nothingAtAll) : nil,
      day: sheet.chosen.map { tongue.opening(tongue.dayOfMonth($0.date)) },
      parts: sheet.chosen.map { DayTimes($0, in: sheet, choice.clock, edition).parts } ?? [])
  }

  private var lengths: [TabView] {
    sheet.link.durations.map { length in
      var other = choice
      other.duration = length == sheet.link.duration ? nil : length.count
      return TabView(
        text: tongue.shortLength(minutes: length.count), address: addresses.month(sheet.month, tail: other.tail),
        isCurrent: length == sheet.duration)
    }
  }

  private func step(_ months: Int) -> StepView? {
    let month = sheet.month.adding(months: months)
    guard let reach = sheet.months, reach.contains(month) else { return nil }
    return stepView(to: month)
  }

  private func stepView(to month: Month) -> StepView {
    StepView(month: tongue.opening(tongue.title(of: month)), address: addresses.month(month, tail: tail))
  }

  private var weeks: [WeekView] {
    let dates = sheet.month.dates
    let month = sheet.month.description + "-"
    var free = sheet.days.makeIterator()
    var nextFree = free.next()
    return sheet.month.weeks(startingOn: weekStart).map { week in
      WeekView(
        days: week.map { date in
          guard dates.contains(date) else { return .elsewhere }
          let isFree = nextFree?.date == date
          if isFree { nextFree = free.next() }
          return day(date, month, isFree: isFree)
        })
    }
  }

  /// `month` is what its date begins with.
  private func day(_ date: LocalDate, _ month: String, isFree: Bool) -> DayView {
    let number = "\(date.day)"
    return DayView(
      number: number, date: isFree ? month + (number.utf8.count == 1 ? "0" : "") + number : "", isFree: isFree,
      isOff: !isFree, isChosen: date == sheet.chosen?.date, isToday: date == sheet.today)
  }

  private func nothing(_ atAll: () -> String) -> NothingView {
    guard let date = sheet.nextFree else { return NothingView(text: atAll(), next: nil) }
    let month = tongue.title(of: sheet.month)
    return NothingView(
      text: edition.lettering.words.text(.nothingInMonth, ["month": month]), next: stepView(to: Month(date)))
  }
}
