internal import Almanac
internal import CivilTime
internal import HTTP
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

  var view: PickerView {
    let choice = choice.offered(by: open.link)
    let sheet = MonthSheet(open, choice, moving: moving?.time)
    return PickerDrawing(
      sheet, choice, weekStart: visit.owner.weekStart, addresses: MonthAddresses(page: base, slot: base),
      visit.desk.templates.bookings.picking[visit.owner.locale]
    ).view(
      hasLengths: moving == nil && open.link.durations.count > 1,
      notices: sheet.notices.contains { $0 != .unknownZone } ? [visit.words.text(BookingsWord.odd)] : [],
      nothingAtAll: visit.words.text(BookingsWord.nothingFree))
  }
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
