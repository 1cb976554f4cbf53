internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// Where dates are told that differ from their weekdays: holidays, and days with other hours.
struct DatesPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    // Whoever comes back by a bookmark is at the wrong door of the right room.
    guard visit.isPost else { return visit.redirect(to: .availability(.all)) }
    guard let id = ScheduleID(visit.sent["schedule"] ?? "") else { return visit.failure(.notFound) }
    var state = AvailabilityState(visit.sent)
    if let undo = visit.sent["undo"] { return try await restore(undo, id, state, visit) }
    var form = DatesForm(visit.sent)
    switch visit.sent["do"] {
    case "add"?:
      if form.rows.count < TypedWindow.mostADay { form.rows.append(.empty) }
      state.focus = FieldID.from(.dates, form.rows.count - 1)
    case let press? where press.hasPrefix("remove."):
      let row = Int(press.dropFirst("remove.".count)) ?? -1
      if form.rows.indices.contains(row) { form.rows.remove(at: row) }
      state.focus = FieldID.adding(.dates)
    default:
      switch try await visit.change(form, id) {
      case .saved:
        state.settle(.dates)
        return try await visit.back(to: id, done: .dates, keeping: state)
      case .unknown: return visit.failure(.notFound)
      case .refused(let refusals): (state.refusals, state.part) = (refusals, .dates)
      case .changed(let newer):
        state.changed = try await visit.changed(newer, at: .dates, over: newer.shownDates(asOf: visit.now))
      }
    }
    state.keep(form, over: visit.sent.shown(Shown.dates))
    return try await visit.availability(of: .id(id), state)
  }

  /// As they were before they were removed. What is typed for other dates stays typed.
  private func restore(
    _ text: String, _ id: ScheduleID, _ state: AvailabilityState, _ visit: Visit
  ) async throws -> Response {
    guard let removed = RemovedDates(text) else { return visit.failure(.notFound) }
    switch try await visit.change(removed.form, id) {
    case .saved:
      var state = state
      state.shownDates = nil
      return try await visit.back(to: id, done: .datesRestored, keeping: state)
    case .unknown: return visit.failure(.notFound)
    case .refused, .changed: return try await visit.back(to: id, done: .datesMoved, keeping: state)
    }
  }
}

extension Visit {
  /// Nothing newer than what the page showed.
  fileprivate func change(_ form: DatesForm, _ id: ScheduleID) async throws -> HoursOutcome {
    try await office.changeDates(
      form, schedule: id, of: owner.id, caller: caller,
      ifStill: { $0.shownDates(asOf: now) == sent.shown(Shown.dates) })
  }
}

/// Where dates are given their weekdays' hours again.
struct DatesRemovalPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return visit.redirect(to: .availability(.all)) }
    guard let id = ScheduleID(visit.sent["schedule"] ?? ""),
      let dates = RemovedDates(visit.sent["dates"] ?? "")?.change.dates
    else { return visit.failure(.notFound) }
    let outcome = try await visit.office.clearDates(
      dates, schedule: id, of: visit.owner.id, caller: visit.caller,
      ifStill: { $0.shownDates(asOf: visit.now) == visit.sent.shown(Shown.dates) })
    var state = AvailabilityState(visit.sent)
    switch outcome {
    case .unknown: return visit.failure(.notFound)
    case .changed: return try await visit.back(to: id, done: .datesMoved, keeping: state)
    case .cleared(let changes):
      state.shownDates = nil
      // What can't be said in one line can't be taken back by one.
      let removed = changes.count == 1 ? changes.first.map { RemovedDates($0) } : nil
      return try await visit.back(to: id, done: .datesRemoved, removed: removed, keeping: state)
    }
  }
}

/// Dates that were just removed, as an address carries them to the button that puts them back.
struct RemovedDates {
  let change: DatesChange

  init(_ change: DatesChange) {
    self.change = change
  }

  /// What puts them back.
  var form: DatesForm {
    DatesForm(
      first: "\(change.dates.lowerBound)", last: "\(change.dates.upperBound)",
      rows: change.hours.windows.map { TypedWindow(from: "\($0.start)", to: "\($0.end)") })
  }

  /// `2026-12-24_2026-12-26_09:00-12:00,13:00-15:00`; no hours are a closed day.
  var text: String {
    let hours = change.hours.windows.map { "\($0.start)-\($0.end)" }.joined(separator: ",")
    return "\(change.dates.lowerBound)_\(change.dates.upperBound)_\(hours)"
  }

  /// Nil for what `text` never wrote: anybody may write an address.
  init?(_ text: String) {
    let longest = 300
    let parts = text.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= longest, parts.count == 3, let first = LocalDate(parts[0]),
      let last = LocalDate(parts[1]), first <= last
    else { return nil }
    var windows: [Window] = []
    for window in parts[2].split(separator: ",") {
      let ends = window.split(separator: "-").map { LocalTime(String($0)) }
      guard ends.count == 2, let start = ends[0], let end = ends[1], let window = try? Window(start, end) else {
        return nil
      }
      windows.append(window)
    }
    change = DatesChange(dates: first...last, hours: DayHours(windows))
  }
}
