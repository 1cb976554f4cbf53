internal import HTTP
internal import Mustache
internal import Operations
internal import Server

/// Where one says that a password is forgotten, or that the letter after signing up has not come: the same to us, as only
/// its reader is to learn whether an address has an account. The answer is the same whoever is meant.
struct ForgotPage: LobbyPage {
  let methods = [Method.get, .post]

  /// Asked for the letter after signing up.
  static let letterAddress = "\(AccountRoute.forgot.path)?\(about)=\(letter)"
  private static let about = "for"
  private static let letter = "letter"

  func answer(_ call: Call) async throws -> Response {
    let login = call.sent["login"] ?? ""
    var name = FieldView("login", call.words.text(AccountWord.fieldLogin))
    name.autocomplete = "username"
    name.value = login
    let isAboutLetter = (call.isPost ? call.sent[Self.about] : call.request.target.query[Self.about]) == Self.letter
    var draft = LobbyDraft(
      fields: [name], hidden: isAboutLetter ? [HiddenView(name: Self.about, value: Self.letter)] : [])
    let template = isAboutLetter ? call.lobby.templates.letter : call.lobby.templates.forgot
    guard call.isPost else { return try call.page(template, draft) }
    if login.allSatisfy(\.isWhitespace) {
      draft.fields[0].wrong = call.words.text(AccountWord.missingLogin)
      draft.wrongs = [("login", call.words.text(AccountWord.missingLogin))]
      return try call.page(template, draft, status: .unprocessableContent)
    }
    switch try await call.office.forgotPassword(login, caller: call.caller) {
    case .wrote:
      var said = LobbyDraft()
      said.name = call.words.text(AccountWord.writtenIf, ["login": login])
      return try call.page(call.lobby.templates.written, said)
    case .tooMany(let wait): return try call.slowDown(template, draft, wait)
    }
  }
}
