internal import Crypto
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// Where a letter leads that asks whether an address is somebody's. Opening it changes nothing: programs that look for
/// harm in letters open it too. Who has just signed up gives the password chosen then, and is in, with another name where
/// somebody else was faster to have theirs; an account gets another address by who is signed in to it or has its password,
/// not by whoever reads letters there.
struct VerifyPage: LobbyPage {
  let token: String
  let methods = [Method.get, .post]

  private static let decline = "decline"
  private static let username = AccountField.username.rawValue

  func answer(_ call: Call) async throws -> Response {
    let templates = call.lobby.templates
    guard let token = call.token(token), let finding = try await call.office.address(token) else {
      return try call.page(templates.gone, status: .notFound)
    }
    let reader = try await call.desk.session(call.request)?.owner.id
    let (template, draft) = question(finding, reader, call)
    guard call.isPost else { return try call.page(template, draft) }
    if call.sent["turn"] == VerifyPage.decline { return try await decline(token, call) }
    let outcome = try await call.office.verify(
      token, as: call.sent[VerifyPage.username], password: call.sent["password"] ?? "", signedIn: reader,
      replacing: call.oldToken, caller: call.caller)
    switch outcome {
    case .signedIn(let token, let session): return try call.enter(token, session)
    case .verified(let owner): return call.signIn(.verified, as: owner.username)
    case .changed(let owner) where owner.id == reader:
      return .redirect(to: "\(DeskRoute.settings(.signIn).path)?done=\(SettingsDone.address.rawValue)")
    case .changed(let owner): return call.signIn(.changed, as: owner.username)
    case .refused(let refusals):
      let asksName = refusals.contains { $0.field == .username }
      let asked = asksName ? question(finding, reader, call, asksName: true).draft : draft
      return try call.refuse(template, asked, refusals)
    case .tooMany(let wait): return try call.slowDown(template, draft, wait)
    case .taken: return try call.page(templates.taken, status: .conflict)
    case .gone: return try call.page(templates.gone, status: .notFound)
    }
  }

  private func question(
    _ finding: AddressFinding, _ reader: UserID?, _ call: Call, asksName: Bool = false
  ) -> (template: Bound<LobbyView>, draft: LobbyDraft) {
    var draft = LobbyDraft()
    switch finding {
    case .first(let owner, let isNameTaken):
      let typed = call.sent[VerifyPage.username]
      if asksName || isNameTaken || typed != nil {
        var name = FieldView.username(typed ?? owner.username, call)
        // The e-mail address is what a browser is to remember with the password.
        name.autocomplete = "off"
        draft.fields.append(name)
      }
      if isNameTaken && !call.isPost { draft.notice = call.words.text(AccountWord.usernameTaken) }
      var password = FieldView.password(call.words.text(AccountWord.fieldPassword), isNew: false)
      password.hint = call.words.text(AccountWord.chosenHint)
      draft.fields.append(password)
      draft.name = owner.email
      return (call.lobby.templates.confirm, draft)
    case .another(let owner, let email):
      if owner.id != reader {
        draft.fields = [
          .password(call.words.text(AccountWord.ownersPassword, ["username": owner.username]), isNew: false)
        ]
      }
      draft.name = call.words.text(AccountWord.addressMoves, ["email": email, "username": owner.username])
      return (call.lobby.templates.verify, draft)
    }
  }

  private func decline(_ token: LinkToken, _ call: Call) async throws -> Response {
    let templates = call.lobby.templates
    guard try await call.office.declineSignUp(token, caller: call.caller) else {
      return try call.page(templates.gone, status: .notFound)
    }
    return try call.page(templates.declined)
  }
}
