internal import HTTP
internal import Mustache
internal import Operations
internal import Server

/// Where one signs in. Who is in already is led on.
struct SignInPage: LobbyPage {
  let methods = [Method.get, .post]

  func answer(_ call: Call) async throws -> Response {
    guard call.isPost else { return try await ask(call) }
    let draft = draft(call, call.sent["login"] ?? "")
    let (login, password) = (call.sent["login"] ?? "", call.sent["password"] ?? "")
    let templates = call.lobby.templates
    let outcome = try await call.office.signIn(
      login, password: password, replacing: call.oldToken, device: call.device, caller: call.caller)
    switch outcome {
    case .signedIn(let token, let session): return try call.enter(token, session)
    case .refused: return try refuse(call, draft, .wrongSignIn)
    case .suspended: return try refuse(call, draft, .suspended)
    case .secondStep(let ticket): return try CodePage.ask(call, ticket)
    case .closed(let ticket): return try ReopenPage.ask(call, ticket)
    case .tooMany(let wait): return try call.slowDown(templates.signIn, draft, wait)
    }
  }

  private func ask(_ call: Call) async throws -> Response {
    if try await call.desk.session(call.request) != nil {
      return .redirect(to: call.next ?? DeskRoute.today.path)
    }
    return try form(call)
  }

  /// For who has just come, or has to come again.
  func form(_ call: Call) throws(Fault) -> Response {
    var draft = draft(call, call.sent["login"] ?? call.request.target.query["login"] ?? "")
    draft.notice = call.request.target.query["done"].flatMap(LobbyDone.init).map { call.words.text($0.word) }
    return try call.page(call.lobby.templates.signIn, draft)
  }

  /// For whose ticket to the next step is used or too old. What they had sent is not lost by that.
  static func again(_ call: Call) throws -> Response {
    guard call.held != nil else { return try call.page(call.lobby.templates.gone, status: .notFound) }
    let page = SignInPage()
    return try page.refuse(call, page.draft(call, ""), .tooLong)
  }

  /// What is wrong is said of both fields together: which of them is nobody's business.
  private func refuse(_ call: Call, _ draft: LobbyDraft, _ word: AccountWord) throws -> Response {
    var draft = draft
    draft.wrongs = [("login", call.words.text(word))]
    return try call.page(call.lobby.templates.signIn, draft, status: .unprocessableContent)
  }

  private func draft(_ call: Call, _ login: String) -> LobbyDraft {
    var name = FieldView("login", call.words.text(AccountWord.fieldLogin))
    name.autocomplete = "username"
    name.value = login
    return LobbyDraft(
      action: .signIn, fields: [name, .password(call.words.text(AccountWord.fieldPassword), isNew: false)])
  }
}

/// A closed account is opened again by who has just given its password.
struct ReopenPage: LobbyPage {
  let methods = [Method.post]

  func answer(_ call: Call) async throws -> Response {
    let ticket = Ticket(text: call.sent["ticket"] ?? "")
    guard call.isPost else { return try ReopenPage.ask(call, ticket) }
    switch try await call.office.reopenAccount(ticket, replacing: call.oldToken, caller: call.caller) {
    case .signedIn(let token, let session): return try call.enter(token, session)
    case .secondStep(let ticket): return try CodePage.ask(call, ticket)
    case .gone: return try SignInPage.again(call)
    }
  }

  /// The page that follows the right password of a closed account.
  static func ask(_ call: Call, _ ticket: Ticket) throws(Fault) -> Response {
    try call.page(
      call.lobby.templates.reopen,
      LobbyDraft(action: .reopen, hidden: [HiddenView(name: "ticket", value: ticket.text)]))
  }
}
