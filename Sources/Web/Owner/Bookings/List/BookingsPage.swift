internal import HTTP
internal import Operations
internal import Store

/// An owner's bookings, a list at a time, by day.
struct BookingsPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let query = BookingsQuery(visit.query)
    let question = BookingQuestion(query.list, query.filter(in: visit.zone), cursor: query.cursor)
    let page = try await visit.office.bookings(question, of: visit.owner.id)
    let listed = try await visit.office.links(of: visit.owner.id)
    let own = BookingColors(page.lines.map(\.color))
    let drawing = BookingsDrawing(
      visit: visit, query: query, page: page, links: listed.map { ($0.link.id, $0.link.title) }, colors: own)
    return try visit.page(visit.desk.templates.bookings.list, drawing.view, policy: own.element.policy)
  }
}
