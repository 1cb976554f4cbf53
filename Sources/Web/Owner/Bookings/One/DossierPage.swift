internal import HTTP
internal import Operations
internal import Store

/// One booking with all that became of it, and what can be done about it.
struct DossierPage: DeskPage {
  let id: BookingID

  func answer(_ visit: Visit) async throws -> Response {
    guard let dossier = try await visit.office.dossier(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    let own = OwnColor(dossier.booking.color)
    let drawing = DossierDrawing(dossier: dossier, visit: visit)
    return try visit.page(visit.desk.templates.bookings.one, drawing.view(own), policy: own.policy)
  }
}
