internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server

/// The second step of signing in: a code behind the password. Who gave the password holds a ticket, which goes along in
/// the form; without one the password is asked for first. Phones show digits alone for an app's code, so a recovery code
/// has a form of its own; either is taken in both.
struct CodePage: LobbyPage {
  let methods = [Method.get, .post]

  private static let recovery = "recovery"

  func answer(_ call: Call) async throws -> Response {
    guard let sent = call.sent["ticket"] else { return .redirect(to: AccountRoute.signIn.path) }
    let ticket = Ticket(text: sent)
    guard call.isPost else { return try CodePage.ask(call, ticket, isRecovery: call.sent[CodePage.recovery] != nil) }
    if let turn = call.sent["turn"] { return try CodePage.ask(call, ticket, isRecovery: turn == CodePage.recovery) }
    let code = call.sent[AccountField.code.rawValue] ?? ""
    let isRecovery = call.sent[CodePage.recovery] != nil
    var draft = CodePage.draft(call, ticket, isRecovery: isRecovery)
    let template = CodePage.template(call, isRecovery: isRecovery)
    guard !code.isEmpty else {
      return try call.refuse(template, draft, [AccountRefusal(.code, .field(.missing))])
    }
    let outcome = try await call.office.signInSecondStep(
      ticket, code: code, replacing: call.oldToken, caller: call.caller)
    switch outcome {
    case .signedIn(let token, let session): return try call.enter(token, session)
    case .wrong:
      let text = call.words.text(AccountWord.usedCode)
      draft.fields[0].wrong = text
      draft.wrongs = [(draft.fields[0].id, text)]
      return try call.page(template, draft, status: .unprocessableContent)
    case .gone: return try SignInPage.again(call)
    case .tooMany(let wait): return try call.slowDown(template, draft, wait)
    }
  }

  /// The page that follows the right password.
  static func ask(_ call: Call, _ ticket: Ticket, isRecovery: Bool = false) throws(Fault) -> Response {
    try call.page(template(call, isRecovery: isRecovery), draft(call, ticket, isRecovery: isRecovery))
  }

  private static func template(_ call: Call, isRecovery: Bool) -> Bound<LobbyView> {
    isRecovery ? call.lobby.templates.recovery : call.lobby.templates.code
  }

  private static func draft(_ call: Call, _ ticket: Ticket, isRecovery: Bool) -> LobbyDraft {
    var hidden = [HiddenView(name: "ticket", value: ticket.text)]
    guard isRecovery else {
      var field = FieldView.code(call.words.text(AccountWord.fieldCode))
      field.hint = call.words.text(AccountWord.codeHint)
      return LobbyDraft(action: .code, fields: [field], hidden: hidden)
    }
    var field = FieldView(AccountField.code.rawValue, call.words.text(AccountWord.fieldRecovery))
    field.hint = call.words.text(AccountWord.recoveryHint)
    field.autocomplete = "off"
    hidden.append(HiddenView(name: recovery, value: "yes"))
    return LobbyDraft(action: .code, fields: [field], hidden: hidden)
  }
}
