internal import CivilTime
internal import HTTP
internal import ICalendar
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// What is kept of an owner: to take along, and to leave behind for good.
struct DataPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    try await DataDrawing(visit).response()
  }
}

/// All of it as a JSON document.
struct ExportFile: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let spool = try await visit.office.aside { try Spool() }
    let count = try await visit.office.exportData(of: visit.owner.id, caller: visit.caller, to: spool.write(_:at:))
    guard let count else { return visit.failure(.notFound) }
    return Response.download(spool.file(of: count), "application/json; charset=utf-8", "calento.json")
  }
}

/// The events and bookings as a file that every calendar takes in.
struct CalendarExport: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let spool = try await visit.office.aside { try Spool() }
    var calendar = CalendarPieces(ICalendar.Calendar(method: .publish))
    var pieces = ExportPieces(visit.office, to: spool.write(_:at:))
    var isBegun = false
    try await visit.office.eachEvent(of: visit.owner.id, rounds: 2) { round, entries in
      let events = entries.map { Event($0, at: visit.now) }
      guard round == 1 else { return calendar.foresee(events) }
      if !isBegun { try await pieces.add(calendar.head) }
      isBegun = true
      try await pieces.add(calendar.text(of: events))
    }
    try await pieces.add(calendar.tail)
    let file = spool.file(of: try await pieces.end())
    return Response.download(file, "text/calendar; charset=utf-8", "calento.ics")
  }
}

/// Closes the account of who types its password.
struct AccountClosing: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    let outcome = try await visit.office.closeAccount(
      visit.sent["current"] ?? "", of: visit.owner.id, caller: visit.caller)
    switch outcome {
    case .done:
      var response = Response.redirect(to: "\(Route.signIn.address)?done=\(LobbyDone.closed.rawValue)")
      response.set(visit.desk.cookie.removal)
      return response
    case .refused(let refusals):
      return try await DataDrawing(visit, SettingsWrongs(refusals, visit.words, fields: ["current"])).response(
        .unprocessableContent)
    case .tooMany(let wait):
      var response = try await DataDrawing(visit, SettingsWrongs(waiting: wait)).response(.tooManyRequests)
      response.headers.add(.retryAfter, wait.seconds)
      return response
    }
  }
}

extension Response {
  /// A file of somebody's own.
  fileprivate static func download(_ file: File, _ type: String, _ name: String) -> Response {
    var response = Response(body: .file(file))
    response.headers.add(.contentType, type)
    response.headers.add(.contentDisposition, "attachment; filename=\"\(name)\"")
    response.headers.add(.cacheControl, "no-store")
    return response
  }
}

extension Event {
  /// A rule that nobody could read is left out: the first time it takes place is better than none.
  fileprivate init(_ entry: EventEntry, at now: Instant) {
    if let dates = entry.dates {
      self.init(
        uid: entry.uid, start: .date(dates.lowerBound), end: .at(.date(dates.upperBound.adding(days: 1))))
    } else {
      self.init(
        uid: entry.uid, start: Moment(entry.time.start, in: entry.zone),
        end: .at(Moment(entry.time.end, in: entry.zone)))
    }
    stamp = now
    sequence = entry.sequence
    summary = entry.title
    description = entry.description.isEmpty ? nil : entry.description
    location = entry.location.isEmpty ? nil : entry.location
    status = Status(rawValue: entry.status.rawValue.uppercased())
    transparency = entry.transparency == .transparent ? .transparent : .opaque
    rule = entry.rule.flatMap { try? RecurrenceRule($0) }
  }
}

private struct DataDrawing {
  let visit: Visit
  let wrongs: SettingsWrongs

  init(_ visit: Visit, _ wrongs: SettingsWrongs? = nil) {
    self.visit = visit
    self.wrongs = wrongs ?? SettingsWrongs([], visit.words, fields: [])
  }

  func response(_ status: Status = .ok) async throws -> Response {
    var field = FieldView("current", visit.words.text(SettingsWord.currentPassword))
    field.type = "password"
    field.autocomplete = "current-password"
    field.wrong = wrongs["current"]
    let view = DataView(
      desk: visit.frame(), tabs: SettingsTabs(.settings(.data)), wrongs: wrongs.view(visit.lettering),
      ahead: ahead(try await visit.office.countAhead(of: visit.owner.id)), field: field)
    return try visit.page(visit.desk.templates.settings.data, view, status: status)
  }

  /// What closing does to those who have booked.
  private func ahead(_ count: Int) -> String {
    count == 0
      ? visit.words.text(SettingsWord.aheadNone)
      : visit.lettering.count(count, one: SettingsWord.aheadOne, more: .aheadMore)
  }
}

struct DataView: View {
  let desk: DeskView
  let tabs: SettingsTabs
  let wrongs: WrongsView?
  let ahead: String
  let field: FieldView
  let export = DeskRoute.settings(.export).path
  let calendar = DeskRoute.settings(.calendar).path
  let closing = DeskRoute.settings(.closing).path

  private var page: Frame { desk.page }

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .view(\.desk),
    "tabs": .view(\.tabs),
    "wrongs": .view(\.wrongs),
    "ahead": .text(\.ahead),
    "field": .view(\.field),
    "export": .text(\.export),
    "calendar": .text(\.calendar),
    "closing": .text(\.closing),
  ]
}
