internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling
internal import Store

/// Makes a month's page out of what it shows.
struct BookerDrawing {
  private let sheet: MonthSheet
  private let choice: Choice
  private let month: PickerDrawing
  private let addresses: BookerAddresses
  private let edition: GuestEdition
  private let lettering: Lettering
  private let tongue: any Tongue

  init(
    _ sheet: MonthSheet, _ choice: Choice, weekStart: Weekday, addresses: BookerAddresses, _ edition: GuestEdition
  ) {
    self.sheet = sheet
    // What is shown must be what the addresses lead to.
    let choice = choice.offered(by: sheet.link)
    self.choice = choice
    self.addresses = addresses
    self.edition = edition
    lettering = edition.lettering
    tongue = edition.lettering.tongue
    month = PickerDrawing(sheet, choice, weekStart: weekStart, addresses: addresses.month, edition)
  }

  func view(_ page: Frame, moving: MovingView? = nil) throws(Fault) -> BookerView {
    let isOne = sheet.link.durations.count == 1 || moving != nil
    return BookerView(
      page: page,
      what: WhatView(sheet.link, of: sheet.owner, lasting: isOne ? sheet.duration : nil, lettering),
      moving: moving,
      picker: month.view(
        hasLengths: !isOne, notices: sheet.notices.map { tongue.opening(notice($0)) },
        nothingAtAll: lettering.words.text(.nothingAtAll, ["name": sheet.owner.shortName])),
      strip: sheet.chosen.map(strip), zones: try zones(), clocks: clocks)
  }

  // MARK: Choices

  private var clocks: [TabView] {
    let before = addresses.month.beforeDate(in: sheet.month) + (sheet.chosen?.date.description ?? "")
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
