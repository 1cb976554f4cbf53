internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Where a letter leads who has forgotten their password.
struct ResetPage: LobbyPage {
  let token: String
  let methods = [Method.get, .post]

  func answer(_ call: Call) async throws -> Response {
    let templates = call.lobby.templates
    guard let token = call.token(token), let owner = try await call.office.resetting(token) else {
      return try call.page(templates.gone, status: .notFound)
    }
    var password = FieldView.password(call.words.text(AccountWord.fieldNewPassword), isNew: true)
    password.hint = call.words.text(AccountWord.passwordHint)
    var draft = LobbyDraft(fields: [password])
    draft.name = owner.username
    guard call.isPost else { return try call.page(templates.reset, draft) }
    let outcome = try await call.office.resetPassword(
      token, to: call.sent["password"] ?? "", caller: call.caller)
    switch outcome {
    case .done:
      var response = call.signIn(.reset, as: owner.username)
      response.set(call.desk.cookie.removal)
      return response
    case .refused(let refusals): return try call.refuse(templates.reset, draft, refusals)
    case .gone: return try call.page(templates.gone, status: .notFound)
    }
  }
}
