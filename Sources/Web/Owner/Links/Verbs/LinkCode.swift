internal import HTTP
internal import Operations
internal import QR
internal import Store

/// A link's address as a picture that cameras read.
struct LinkCode: DeskPage {
  let id: LinkID

  func answer(_ visit: Visit) async throws -> Response {
    guard let link = try await visit.office.link(id, of: visit.owner.id)?.link else { return visit.failure(.notFound) }
    let place = LinkPlace(link: link, owner: visit.owner, baseAddress: visit.desk.baseAddress)
    guard let code = QRCode(place.address) else { return visit.failure(.notFound) }
    var response = Response(type: "image/svg+xml; charset=utf-8", bytes: Array(code.svg.utf8))
    response.headers.add(.cacheControl, "no-store")
    if visit.query["save"] != nil {
      response.headers.add(.contentDisposition, "attachment; filename=\"\(link.slug).svg\"")
    }
    return response
  }
}
