internal import HTTP
internal import Operations
internal import Store

/// One booking with all that became of it, and what can be done about it.
struct DossierPage: DeskPage {
  let id: BookingID

  func answer(_ visit: Visit) async throws -> Response {
    guard let dossier = try await visit.office.dossier(of: id, visit.owner.id) else { return visit.failure(.notFound) }
    return try visit.page(dossier, notice: visit.bookingNotice)
  }
}

extension Visit {
  /// A booking's page.
  func page(_ dossier: BookingDossier, notice: NoticeView?, status: Status = .ok) throws -> Response {
    let own = OwnColor(dossier.booking.color)
    let drawing = DossierDrawing(dossier: dossier, visit: self)
    return try page(desk.templates.bookings.one, drawing.view(own, notice), status: status, policy: own.policy)
  }
}
