internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Where a letter leads that asks whether an address is somebody's. Opening it changes nothing: programs that look for
/// harm in letters open it too.
struct VerifyPage: LobbyPage {
  let token: String
  let methods = [Method.get, .post]

  func answer(_ call: Call) async throws -> Response {
    let templates = call.lobby.templates
    guard let token = call.token(token), let finding = try await call.office.address(token) else {
      return try call.page(templates.gone, status: .notFound)
    }
    guard call.isPost else {
      var draft = LobbyDraft()
      draft.name =
        switch finding {
        case .first(let owner): owner.email
        case .another(_, let email): email
        }
      return try call.page(templates.verify, draft)
    }
    switch try await call.office.verify(token, caller: call.caller) {
    case .verified(let owner): return call.signIn(.verified, as: owner.username)
    case .changed(let owner): return call.signIn(.changed, as: owner.username)
    case .taken: return try call.page(templates.taken, status: .conflict)
    case .gone: return try call.page(templates.gone, status: .notFound)
    }
  }
}
