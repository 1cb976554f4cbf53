internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server

/// The second step of signing in: a code behind the password. Who gave the password holds a ticket, which goes along in
/// the form; without one the password is asked for first.
struct CodePage: LobbyPage {
  let methods = [Method.get, .post]

  func answer(_ call: Call) async throws -> Response {
    guard call.isPost else { return .redirect(to: AccountRoute.signIn.path) }
    let ticket = Ticket(text: call.sent["ticket"] ?? "")
    let code = call.sent[AccountField.code.rawValue] ?? ""
    var draft = CodePage.draft(call, ticket)
    guard !code.isEmpty else {
      return try call.refuse(call.lobby.templates.code, draft, [AccountRefusal(.code, .field(.missing))])
    }
    let outcome = try await call.office.signInSecondStep(
      ticket, code: code, replacing: call.oldToken, caller: call.caller)
    switch outcome {
    case .signedIn(let token, _): return call.enter(token)
    case .wrong:
      draft.fields[0].wrong = call.words.text(AccountWord.usedCode)
      draft.wrongs = [(draft.fields[0].id, call.words.text(AccountWord.usedCode))]
      return try call.page(call.lobby.templates.code, draft, status: .unprocessableContent)
    case .gone: return try call.page(call.lobby.templates.gone, status: .notFound)
    case .tooMany(let wait): return try call.slowDown(call.lobby.templates.code, draft, wait)
    }
  }

  /// The page that follows the right password.
  static func ask(_ call: Call, _ ticket: Ticket) throws(Fault) -> Response {
    try call.page(call.lobby.templates.code, draft(call, ticket))
  }

  private static func draft(_ call: Call, _ ticket: Ticket) -> LobbyDraft {
    var field = FieldView.code(call.words.text(AccountWord.fieldCode))
    field.hint = call.words.text(AccountWord.codeHint)
    return LobbyDraft(action: .code, fields: [field], hidden: [HiddenView(name: "ticket", value: ticket.text)])
  }
}
