internal import HTTP
internal import Operations
internal import Store

/// Switches a link on or off.
struct LinkState: DeskPage {
  let id: LinkID
  let methods = [Method.post]

  /// Says how it is to stand: `1` is on.
  static let field = "on"

  func answer(_ visit: Visit) async throws -> Response {
    let isOn = visit.sent[LinkState.field] == "1"
    guard try await visit.office.switchLink(id, on: isOn, of: visit.owner.id, caller: visit.caller) != nil else {
      return visit.failure(.notFound)
    }
    return visit.links(isOn ? .on : .off, id)
  }
}
