internal import HTTP
internal import Operations
internal import Store

/// Makes a second link of one, and leads to where it is changed.
struct LinkCopies: DeskPage {
  let id: LinkID
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    let outcome = try await visit.office.duplicateLink(id, of: visit.owner.id, caller: visit.caller) { title in
      visit.words.text(LinksWord.copyTitle, ["title": title])
    }
    return switch outcome {
    case .made(let copy): visit.link(copy.id, .copied)
    case .tooMany: visit.links(.full, id)
    case .unknown: visit.failure(.notFound)
    }
  }
}
