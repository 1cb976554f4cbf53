internal import CivilTime
internal import HTTP
internal import Operations
internal import Scheduling
internal import Store

/// All of a list as a table. Times are the owner's, with their offset.
struct ExportPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let query = BookingsQuery(visit.query)
    // The list says what is wrong; a table that is not what was asked for would not.
    if query.isRefused { return .redirect(to: query.at(query.list)) }
    let export = try await visit.office.export(query.list, query.filter(in: visit.zone), of: visit.owner.id)
    if export.isCut {
      var told = query.text
      told.add("done", BookingDone.cut.rawValue)
      return .redirect(to: DeskRoute.bookings(.all).path + told.text)
    }
    var table = CSV()
    table.line(ExportPage.columns)
    for line in export.lines { table.line(cells(line, visit.zone)) }
    var response = Response(type: "text/csv; charset=utf-8; header=present", bytes: table.bytes)
    let name = "bookings-\(query.list.rawValue)-\(visit.zone.local(visit.now).date).csv"
    response.headers.add(.contentDisposition, "attachment; filename=\"\(name)\"")
    response.headers.add(.cacheControl, "no-store")
    return response
  }

  /// Names that stay, for programs that read the table.
  private static let columns = [
    "id", "status", "start", "end", "link", "guest_name", "guest_email", "guest_phone", "guest_timezone",
    "further_guests", "guest_notes", "answers", "rescheduled_from", "cancelled_by", "cancellation_reason", "created_at",
  ]

  private func cells(_ line: BookingLine, _ zone: Zone) -> [String] {
    func local(_ instant: Instant) -> String { instant.rfc3339(offset: zone.offset(at: instant)) }
    let guest = line.guest
    let answers = guest.answers.map { "\($0.label): \($0.values.joined(separator: ", "))" }
    return [
      line.id.description, line.status.rawValue, local(line.time.start), local(line.time.end), line.title, guest.name,
      guest.email.text, guest.phone, guest.zone.name, guest.companions.map(\.text).joined(separator: ", "), guest.notes,
      answers.joined(separator: "\n"), line.movedFrom.map(local) ?? "", line.cancellation?.by.rawValue ?? "",
      line.cancellation?.reason ?? "", local(line.createdAt),
    ]
  }
}
