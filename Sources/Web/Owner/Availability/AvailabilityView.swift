internal import Mustache

/// Everything about one schedule, and the ways to the others.
struct AvailabilityView: View {
  let desk: DeskView
  let name: String
  let tabs: [TabView]
  let city: String
  let schedule: String
  let action: String
  let wrongs: WrongsView?
  let changed: ChangedView?
  /// Name what the week and the dates were typed over.
  let shownWeek: String
  let shownDates: String
  let days: [DayRowsView]
  let zone: PickView
  let total: String
  let isUnsaved: Bool
  let week: WeekStripsView
  let dates: DatesView
  let own: ScheduleView
  let another: AnotherView
  let why: String

  private var page: Frame { desk.page }
  private var isSeveral: Bool { !tabs.isEmpty }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "name": .text(\.name),
    "tabs": .list(\.tabs),
    "several": .flag(\.isSeveral),
    "city": .text(\.city),
    "schedule": .text(\.schedule),
    "action": .text(\.action),
    "wrongs": .view(\.wrongs),
    "changed": .view(\.changed),
    "shown_week": .text(\.shownWeek),
    "shown_dates": .text(\.shownDates),
    "days": .list(\.days),
    "zone": .view(\.zone),
    "total": .text(\.total),
    "unsaved": .flag(\.isUnsaved),
    "week": .view(\.week),
    "dates": .view(\.dates),
    "own": .view(\.own),
    "another": .view(\.another),
    "why": .text(\.why),
  ]
}

/// One weekday's rows and what can be done with them.
struct DayRowsView: View {
  let code: String
  let name: String
  let rows: [HoursRowView]
  let add: PressView
  let wrong: String?
  /// Nil where there is nothing to copy.
  let copy: CopyView?

  private var isClosed: Bool { rows.isEmpty }

  static let keys: Keys<Self> = [
    "code": .text(\.code),
    "name": .text(\.name),
    "rows": .list(\.rows),
    "closed": .flag(\.isClosed),
    "add": .view(\.add),
    "wrong": .text(\.wrong),
    "copy": .view(\.copy),
  ]
}

/// A row of from and to.
struct HoursRowView: View {
  let from: HoursEndView
  let to: HoursEndView
  let remove: PressView

  static let keys: Keys<Self> = ["from": .view(\.from), "to": .view(\.to), "remove": .view(\.remove)]
}

struct HoursEndView: View {
  let id: String
  let name: String
  let label: String
  let value: String
  let wrong: String?
  let hasFocus: Bool

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "name": .text(\.name),
    "label": .text(\.label),
    "value": .text(\.value),
    "wrong": .text(\.wrong),
    "focus": .flag(\.hasFocus),
  ]
}

/// A button of the form that changes what stands in it.
struct PressView: View {
  let id: String
  let value: String
  let label: String
  var hasFocus = false
  /// Nil where the form goes to its own address.
  var action: String?

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "value": .text(\.value),
    "label": .text(\.label),
    "focus": .flag(\.hasFocus),
    "formaction": .text(\.action),
  ]
}

/// To which other days a day's rows may be copied.
struct CopyView: View {
  let id: String
  let value: String
  let label: String
  let title: String
  let days: [ChoiceView]

  static let keys: Keys<Self> = [
    "id": .text(\.id),
    "value": .text(\.value),
    "label": .text(\.label),
    "title": .text(\.title),
    "days": .list(\.days),
  ]
}

/// The week as its days' strips.
struct WeekStripsView: View {
  let stops: [StopView]
  let days: [WeekStripView]
  let ticks: [String]

  static let keys: Keys<Self> = ["stops": .list(\.stops), "days": .list(\.days), "ticks": .list(\.ticks)]
}

struct WeekStripView: View {
  let short: String
  let label: String
  let isFirst: Bool
  let free: [BlockView]

  private var isClosed: Bool { free.isEmpty }

  static let keys: Keys<Self> = [
    "short": .text(\.short),
    "label": .text(\.label),
    "first": .flag(\.isFirst),
    "free": .list(\.free),
    "closed": .flag(\.isClosed),
  ]
}
