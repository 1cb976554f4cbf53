internal import HTTP
internal import Operations
internal import Store

/// One booking with all that became of it, and what can be done about it.
struct DossierPage: DeskPage {
  let id: BookingID

  func answer(_ visit: Visit) async throws -> Response {
    guard let dossier = try await visit.office.dossier(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    let own = OwnColor(dossier.booking.color)
    // Without its link there are no times to choose from.
    let canMove = try await visit.office.ownersTimes(for: dossier.booking) != nil
    let drawing = DossierDrawing(dossier: dossier, canMove: canMove, visit: visit)
    return try visit.page(visit.desk.templates.bookings.one, drawing.view(own), policy: own.policy)
  }
}
