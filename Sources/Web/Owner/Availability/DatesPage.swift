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
    var form = DatesForm(
      first: visit.sent["first"] ?? "", last: visit.sent["last"] ?? "", rows: TypedWeek.rows("dates", visit.sent))
    var state = AvailabilityState()
    (state.part, state.shown) = (.dates, visit.sent.shown)
    switch visit.sent["do"] {
    case "add"?:
      if form.rows.count < TypedWindow.mostADay { form.rows.append(.empty) }
      state.focus = FieldID.from(.dates, form.rows.count - 1)
    case let press? where press.hasPrefix("remove."):
      let row = Int(press.dropFirst("remove.".count)) ?? -1
      if form.rows.indices.contains(row) { form.rows.remove(at: row) }
      state.focus = FieldID.adding(.dates)
    default:
      let outcome = try await visit.office.changeDates(
        form, schedule: id, of: visit.owner.id, caller: visit.caller,
        ifStill: { $0.shownDates(asOf: visit.now) == visit.sent.shown })
      switch outcome {
      case .saved: return visit.back(to: id, done: visit.sent["undo"] == nil ? .dates : .datesRestored)
      case .unknown: return visit.failure(.notFound)
      case .refused(let refusals): state.refusals = refusals
      case .changed(let newer):
        state.changed = try await visit.changed(newer, form: "dates", over: newer.shownDates(asOf: visit.now))
      }
    }
    state.dates = form
    return try await visit.availability(of: .id(id), state)
  }
}

/// Where dates are given their weekdays' hours again.
struct DatesRemovalPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else { return visit.redirect(to: .availability(.all)) }
    guard let id = ScheduleID(visit.sent["schedule"] ?? ""), let first = LocalDate(visit.sent["first"] ?? ""),
      let last = LocalDate(visit.sent["last"] ?? ""), first <= last
    else { return visit.failure(.notFound) }
    let outcome = try await visit.office.clearDates(
      first...last, schedule: id, of: visit.owner.id, caller: visit.caller,
      ifStill: { $0.shownDates(asOf: visit.now) == visit.sent.shown })
    switch outcome {
    case .unknown: return visit.failure(.notFound)
    case .changed: return visit.back(to: id, done: .datesMoved)
    case .cleared(let changes):
      // What can't be said in one line can't be taken back by one.
      guard changes.count == 1, let removed = changes.first.map(RemovedDates.init) else {
        return visit.back(to: id, done: .datesRemoved)
      }
      return visit.redirect(
        to: .availability(.all), ("schedule", id.description), ("done", HoursDone.datesRemoved.rawValue),
        ("dates", removed.text))
    }
  }
}

/// Dates that were just removed, as an address carries them to the button that puts them back.
struct RemovedDates {
  let change: DatesChange

  init(_ change: DatesChange) {
    self.change = change
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
