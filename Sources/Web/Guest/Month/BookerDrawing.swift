internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Makes a month's page out of what it shows.
struct BookerDrawing {
  private let sheet: MonthSheet
  private let choice: Choice
  private let weekStart: Weekday
  private let addresses: BookerAddresses
  private let edition: GuestEdition
  private let lettering: Lettering
  private let tongue: any Tongue
  /// Behind every address of the page.
  private let tail: String

  init(
    _ sheet: MonthSheet, _ choice: Choice, weekStart: Weekday, addresses: BookerAddresses, _ edition: GuestEdition
  ) {
    self.sheet = sheet
    // What is shown must be what the addresses lead to.
    let choice = choice.offered(by: sheet.link)
    self.choice = choice
    self.weekStart = weekStart
    self.addresses = addresses
    self.edition = edition
    lettering = edition.lettering
    tongue = edition.lettering.tongue
    tail = choice.tail
  }

  func view(_ page: Frame, moving: MovingView? = nil) throws(Fault) -> BookerView {
    let isOne = sheet.link.durations.count == 1 || moving != nil
    let zones = try zones()
    return BookerView(
      page: page,
      what: WhatView(sheet.link, of: sheet.owner, lasting: isOne ? sheet.duration : nil, lettering),
      moving: moving, lengths: isOne ? [] : lengths, notices: sheet.notices.map { tongue.opening(notice($0)) },
      month: tongue.opening(tongue.title(of: sheet.month)), previous: step(-1), next: step(1),
      weekdays: edition.weekdays(from: weekStart), weeks: weeks,
      dayBefore: addresses.beforeDate(in: sheet.month), slotBefore: addresses.beforeStart, tail: tail,
      nothing: sheet.chosen == nil ? nothing : nil, strip: sheet.chosen.map(strip), zones: zones,
      day: sheet.chosen.map { tongue.opening(tongue.dayOfMonth($0.date)) }, clocks: clocks,
      parts: sheet.chosen.map { DayTimes($0, in: sheet, choice.clock, edition).parts } ?? [])
  }

  // MARK: The month

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

  private var nothing: NothingView {
    let month = tongue.title(of: sheet.month)
    guard let date = sheet.nextFree else {
      return NothingView(text: lettering.words.text(.nothingAtAll, ["name": sheet.owner.shortName]), next: nil)
    }
    return NothingView(text: lettering.words.text(.nothingInMonth, ["month": month]), next: stepView(to: Month(date)))
  }

  // MARK: Choices

  private var lengths: [TabView] {
    sheet.link.durations.map { length in
      var other = choice
      other.duration = length == sheet.link.duration ? nil : length.count
      return TabView(
        text: tongue.shortLength(minutes: length.count), address: addresses.month(sheet.month, tail: other.tail),
        isCurrent: length == sheet.duration)
    }
  }

  private var clocks: [TabView] {
    let before = addresses.beforeDate(in: sheet.month) + (sheet.chosen?.date.description ?? "")
    return [ClockHabit.twentyFour, .twelve].map { habit in
      var other = choice
      other.clock = habit
      other.saysClock = true
      return TabView(
        text: habit == .twelve ? edition.twelveHours : edition.twentyFourHours, address: before + other.tail,
        isCurrent: habit == choice.clock)
    }
  }

  private func zones() throws(Fault) -> ZonesView {
    let select = ZoneSelect(
      current: sheet.zone, owner: sheet.owner.zone, ownerName: sheet.owner.shortName, now: sheet.now,
      habit: choice.clock)
    let hidden: [(String, String?)] = [
      ("month", sheet.month.description), ("date", sheet.chosen?.date.description),
      ("duration", choice.duration.map { "\($0)" }), ("clock", choice.saysClock ? choice.clock.text : nil),
    ]
    return ZonesView(
      action: addresses.page.address,
      fields: hidden.compactMap { name, value in value.map { HiddenView(name: name, value: $0) } },
      options: try edition.zoneMenu.options(select, lettering),
      all: addresses.zones.address + choice.query(month: sheet.month, date: sheet.chosen?.date).text)
  }

  // MARK: The day

  private func strip(_ day: SlotDay) -> StripView {
    let length = sheet.duration.count
    let free = RangeSet(
      sorted: day.slots.map { TimeRange(from: $0.start, to: $0.start.adding(minutes: length)) })
    return edition.strip(
      day.date, guest: sheet.zone, owner: sheet.owner, habit: choice.clock, free: free)
  }

  // MARK: Notices

  private func notice(_ notice: MonthSheet.Notice) -> String {
    let words = lettering.words
    switch notice {
    case .unknownMonth: return words.text(.noticeUnknownMonth)
    case .unknownDate: return words.text(.noticeUnknownDate)
    case .unknownLength: return words.text(.noticeUnknownLength)
    case .unknownZone: return words.text(.noticeUnknownZone, ["city": lettering.cities[sheet.zone.name]])
    case .outOfReach(let month):
      return words.text(.noticeOutOfReach, ["month": tongue.title(of: month)])
    case .nothingOn(let date): return words.text(.noticeNothingOn, ["day": tongue.day(date)])
    case .gone(let start):
      let local = sheet.zone.local(start)
      return words.text(
        .noticeGone, ["day": tongue.day(local.date), "time": tongue.time(local.time, choice.clock)])
    }
  }
}
