internal import HTTP
internal import Scheduling
internal import Store

/// What stands in the page of hours that is not in the database: what was typed, and what was wrong with it.
struct AvailabilityState {
  /// The parts of the page's form, each saved by a button of its own.
  enum Part {
    case week, dates, newSchedule, schedule
  }

  // What was typed; nil where a part is as it was shown.
  var week: WeekForm?
  var zone: String?
  var dates: DatesForm?
  var newName: String?
  var name: String?

  /// What the week was typed over, by its name; nil where it is shown just now.
  var shownWeek: String?
  /// The same of the dates.
  var shownDates: String?
  /// And of the schedule's name.
  var shownName: String?

  /// What the refusals are about.
  var part = Part.week
  var refusals: [HoursRefusal] = []
  /// Nil where nobody was faster.
  var changed: ChangedView?

  /// What was saved, where other parts were typed in and are not.
  var done: HoursDone?
  var removed: RemovedDates?
  /// What else there is to say.
  var notice: HoursWord?

  /// The field to go on with.
  var focus: String?

  var status: Status {
    if !refusals.isEmpty { return .unprocessableContent }
    return changed == nil ? .ok : .conflict
  }

  /// The parts with something typed that nobody saved.
  var unsaved: [Part] {
    [
      week == nil ? nil : .week, dates == nil ? nil : .dates, newName == nil ? nil : .newSchedule,
      name == nil ? nil : .schedule,
    ].compactMap { $0 }
  }
}

extension AvailabilityState {
  /// Whichever button sent the form: all that was typed in any of its parts.
  init(_ sent: SentForm) {
    self.init()
    let typed = TypedWeek(sent)
    if sent["zone"] != nil, typed.shown != sent[Shown.field] { keep(typed, over: sent[Shown.field]) }
    let dates = DatesForm(sent)
    if dates != DatesForm(first: "") { keep(dates, over: sent[Shown.dates]) }
    if let name = sent["name"], name != sent[Shown.scheduleName] { keep(name: name, over: sent[Shown.scheduleName]) }
    if let name = sent["new_name"], !name.isEmpty { newName = name }
  }

  mutating func keep(_ typed: TypedWeek, over shown: String?) {
    (week, zone, shownWeek) = (typed.week, typed.zone, shown)
  }

  mutating func keep(_ typed: DatesForm, over shown: String?) {
    (dates, shownDates) = (typed, shown)
  }

  mutating func keep(name: String, over shown: String?) {
    (self.name, shownName) = (name, shown)
  }

  /// The part is saved, and what it shows next is new.
  mutating func settle(_ part: Part) {
    switch part {
    case .week: (week, zone, shownWeek) = (nil, nil, nil)
    case .dates: (dates, shownDates) = (nil, nil)
    case .newSchedule: newName = nil
    case .schedule: (name, shownName) = (nil, nil)
    }
  }
}

extension Shown {
  /// What the dates showed, in the form that has the week's `shown` too.
  static let dates = "shown_dates"
  /// The name that a schedule had.
  static let scheduleName = "shown_name"
}
