internal import HTTP
internal import Operations
internal import Store

/// An owner's bookings, a list at a time, by day.
struct BookingsPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    let query = BookingsQuery(visit.query)
    let question = BookingQuestion(query.list, query.filter(in: visit.zone), cursor: query.cursor)
    let page = try await visit.office.bookings(question, of: visit.owner.id)
    let links = try await visit.office.linksOfBookings(of: visit.owner.id)
    let own = BookingColors(page.lines.map(\.color))
    let drawing = BookingsDrawing(
      visit: visit, query: query, page: page, links: links, colors: own)
    return try visit.page(
      visit.desk.templates.bookings.list, drawing.view, status: query.isRefused ? .unprocessableContent : .ok,
      policy: own.element.policy)
  }
}
