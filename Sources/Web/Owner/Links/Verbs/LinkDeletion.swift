internal import HTTP
internal import Operations
internal import Store

/// Deletes a link; the page that follows offers to take that back.
struct LinkDeletion: DeskPage {
  let id: LinkID
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    if case .deleted = try await visit.office.deleteLink(id, of: visit.owner.id, caller: visit.caller) {
      return visit.links(.deleted, id)
    }
    // The second press of a double click finds the link gone, and must not hide the way back that the first one offers.
    let isJustGone = try await visit.office.deletedLink(id, of: visit.owner.id)?.canReturn == true
    return isJustGone ? visit.links(.deleted, id) : visit.failure(.notFound)
  }
}

/// Takes a deletion back.
struct LinkRestoration: DeskPage {
  let id: LinkID
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    switch try await visit.office.restoreLink(id, of: visit.owner.id, caller: visit.caller) {
    case .restored(_, let isMoved): visit.links(isMoved ? .moved : .restored, id)
    case .tooMany: visit.links(.full, id)
    case .unknown: visit.failure(.notFound)
    }
  }
}
