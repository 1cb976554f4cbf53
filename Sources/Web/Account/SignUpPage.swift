internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Server

/// Where one gets a booking page: a name in its address, one's own address, a password, and where one lives.
struct SignUpPage: LobbyPage {
  let methods = [Method.get, .post]

  func answer(_ call: Call) async throws -> Response {
    let template = call.lobby.templates.signUp
    let form = SignUpForm(
      username: call.sent["username"] ?? "", email: call.sent["email"] ?? "", password: call.sent["password"] ?? "",
      zone: zone(call) ?? .utc, locale: call.words.language, schedule: call.words.text(AccountWord.firstSchedule))
    let draft = draft(call, form)
    guard call.isPost else { return try await ask(call, template, draft) }
    guard isZone(call.sent["zone"]) else {
      let others = try await call.office.signUpRefusals(of: form)
      return try call.refuse(template, draft, others + [AccountRefusal(.zone, .field(.notAChoice))])
    }
    switch try await call.office.signUp(form, replacing: call.oldToken, caller: call.caller) {
    case .wrote:
      var said = LobbyDraft()
      said.name = call.words.text(AccountWord.writtenTo, ["email": form.email])
      return try call.page(call.lobby.templates.written, said)
    case .signedIn(let token, let session): return try call.enter(token, session)
    case .refused(let refusals): return try call.refuse(template, draft, refusals)
    case .tooMany(let wait): return try call.slowDown(template, draft, wait)
    }
  }

  private func ask(_ call: Call, _ template: Bound<LobbyView>, _ draft: LobbyDraft) async throws -> Response {
    if try await call.desk.session(call.request) != nil { return .redirect(to: DeskRoute.today.path) }
    return try call.page(template, draft)
  }

  /// Absent is as good as known: the form's own list has none other.
  private func isZone(_ name: String?) -> Bool {
    name.map { (try? Zone.named($0)) != nil } ?? true
  }

  /// As chosen, else as the browser remembers it, else where most readers of the language live. Nil where they live
  /// all over the world.
  private func zone(_ call: Call) -> Zone? {
    if let sent = call.sent["zone"] { return try? Zone.named(sent) }
    let usual = call.words.language == "vi" ? "Asia/Ho_Chi_Minh" : nil
    let names = [call.request.cookies[Memory.zone], usual]
    return names.lazy.compactMap { $0 }.compactMap { try? Zone.named($0) }.first
  }

  private func draft(_ call: Call, _ form: SignUpForm) -> LobbyDraft {
    var email = FieldView("email", call.words.text(AccountWord.fieldEmail))
    email.type = "email"
    email.autocomplete = "email"
    email.value = form.email
    var password = FieldView.password(call.words.text(AccountWord.fieldPassword), isNew: true)
    password.hint = call.words.text(AccountWord.passwordHint)
    let zone = zone(call)
    let chooses = call.sent["zone"] != nil || call.request.cookies[Memory.zone] != nil
    return LobbyDraft(
      fields: [.username(form.username, call), email, password],
      zones: EveryZone(current: zone?.name, lettering: call.edition.lettering).groups, isZoneOpen: zone == nil,
      script: chooses ? nil : call.lobby.zoneFinder)
  }
}

extension FieldView {
  /// Says what the name is for.
  static func username(_ typed: String, _ call: Call) -> FieldView {
    var field = FieldView(AccountField.username.rawValue, call.words.text(AccountWord.fieldUsername))
    field.autocomplete = "username"
    field.hint = call.words.text(AccountWord.usernameHint, ["address": "\(call.desk.baseAddress.withoutScheme)/"])
    field.value = typed
    return field
  }

  /// Never filled in again: who mistyped it should not have to guess how.
  static func password(_ label: String, name: String = "password", isNew: Bool) -> FieldView {
    var field = FieldView(name, label)
    field.type = "password"
    field.autocomplete = isNew ? "new-password" : "current-password"
    return field
  }
}

extension String {
  /// As people say an address.
  var withoutScheme: String {
    String(split(separator: "/", omittingEmptySubsequences: true).dropFirst().joined(separator: "/"))
  }
}
