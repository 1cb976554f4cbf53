internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// An owner's tokens for programs, and the form of a new one. The text of one that was just made is shown here, once.
struct TokensPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    guard visit.isPost else {
      let isDone = visit.query["done"] == TokensPage.revoked
      let notice = isDone ? NoticeView(text: visit.words.text(KeysWord.doneRevoked)) : nil
      return try await show(visit, TokenTyped(key: visit.office.newAccessTokenID()), notice: notice)
    }
    let typed = TokenTyped(visit.sent)
    switch try await visit.office.createAccessToken(typed.form, of: visit.owner.id, caller: visit.caller) {
    case .created(let token, let text):
      return try await show(
        visit, TokenTyped(key: visit.office.newAccessTokenID()),
        fresh: FreshTokenView(name: token.name, text: text.text))
    case .repeated:
      return try await show(
        visit, TokenTyped(key: visit.office.newAccessTokenID()),
        notice: NoticeView(text: visit.words.text(KeysWord.tokenShown)), status: .conflict)
    case .refused(let refusals):
      let wrongs: [(String?, String)] = refusals.map { ($0.field.rawValue, visit.sentence($0)) }
      return try await show(visit, typed, wrongs: wrongs, status: .unprocessableContent)
    case .tooMany(let wait):
      var response = try await show(visit, typed, wait: wait, status: .tooManyRequests)
      response.headers.add(.retryAfter, wait.seconds)
      return response
    }
  }

  static let revoked = "revoked"

  private func show(
    _ visit: Visit, _ typed: TokenTyped, fresh: FreshTokenView? = nil, notice: NoticeView? = nil,
    wrongs: [(String?, String)] = [], wait: Wait? = nil, status: Status = .ok
  ) async throws -> Response {
    let tokens = try await visit.office.accessTokens(of: visit.owner.id)
    var fields = visit.fields(typed)
    for place in fields.indices { fields[place].wrong = wrongs.first { $0.0 == fields[place].name }?.1 }
    let view = TokensView(
      desk: visit.frame(script: visit.desk.loaded.copy, notice: notice), wrongs: visit.wrongs(wrongs, wait),
      fresh: fresh,
      tokens: tokens.map(visit.line), key: typed.key?.description, fields: fields)
    return try visit.page(visit.desk.templates.settings.tokens, view, status: status)
  }
}

/// Asks once whether a token is to be revoked: nobody takes that back.
struct RevokePage: DeskPage {
  let id: AccessTokenID
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    let all = DeskRoute.settings(.tokens(.all))
    if visit.isPost {
      let name = try await visit.office.revokeAccessToken(id, of: visit.owner.id, caller: visit.caller)
      return name == nil ? visit.failure(.notFound) : visit.redirect(to: all, ("done", TokensPage.revoked))
    }
    guard let token = try await visit.office.accessTokens(of: visit.owner.id).first(where: { $0.id == id }) else {
      return visit.failure(.notFound)
    }
    let view = GuardedView(
      desk: visit.frame(), wrongs: nil,
      heading: visit.words.text(KeysWord.revokeHeading, ["name": token.name]),
      text: visit.words.text(KeysWord.revokeText), button: visit.words.text(KeysWord.revokeButton), isHarm: true,
      fields: [], action: visit.route.path, back: all.path)
    return try visit.page(visit.desk.templates.settings.ask, view)
  }
}

/// The form of a token as it was typed; at first what most need.
struct TokenTyped {
  var name = ""
  var scopes = [AccessScope.read.rawValue]
  var life = AccessTokenLife.quarter.rawValue
  var password = ""
  /// What the form makes is known by.
  let key: AccessTokenID?

  static let key = "key"

  init(key: AccessTokenID) {
    self.key = key
  }

  init(_ sent: SentForm) {
    key = sent[TokenTyped.key].flatMap(AccessTokenID.init)
    name = sent[AccountField.tokenName.rawValue] ?? ""
    scopes = sent.values(AccountField.scopes.rawValue)
    life = sent[AccountField.expires.rawValue] ?? ""
    password = sent[AccountField.current.rawValue] ?? ""
  }

  var form: AccessTokenForm { AccessTokenForm(name: name, scopes: scopes, life: life, password: password, id: key) }
}

extension Visit {
  fileprivate func fields(_ typed: TokenTyped) -> [FieldView] {
    var name = FieldView(AccountField.tokenName.rawValue, words.text(KeysWord.tokenName))
    name.hint = words.text(KeysWord.tokenNameHint)
    name.autocomplete = "off"
    name.value = typed.name
    let scopes: [(String, String)] = [
      (AccessScope.read.rawValue, words.text(KeysWord.tokenReads)),
      (AccessScope.write.rawValue, words.text(KeysWord.tokenWrites)),
    ]
    let lives = AccessTokenLife.allCases.map { ($0.rawValue, said($0)) }
    return [
      name, choice(.scopes, .tokenScopes, scopes, typed.scopes), choice(.expires, .tokenLife, lives, [typed.life]),
      .password(words.text(AccountWord.fieldPassword), name: AccountField.current.rawValue, isNew: false),
    ]
  }

  private func choice(
    _ field: AccountField, _ label: KeysWord, _ choices: [(String, String)], _ chosen: [String]
  ) -> FieldView {
    var view = FieldView(field.rawValue, words.text(label))
    view.kind = .choice
    view.choices = choices.map { value, label in
      ChoiceView(
        value: value, label: label, type: "radio", isChosen: chosen.contains(value),
        isRequired: value == choices.first?.0)
    }
    return view
  }

  private func said(_ life: AccessTokenLife) -> String {
    switch life {
    case .month: words.text(KeysWord.lifeDays, ["days": "30"])
    case .quarter: words.text(KeysWord.lifeDays, ["days": "90"])
    case .year: words.text(KeysWord.lifeYear)
    case .endless: words.text(KeysWord.lifeEndless)
    }
  }

  fileprivate func sentence(_ refusal: AccountRefusal) -> String {
    switch (refusal.field, refusal.problem) {
    case (.tokenName, .field(.missing)): words.text(KeysWord.tokenNameMissing)
    case (.tokenName, .field(.tooMany(let limit))): words.text(KeysWord.tokensFull, ["limit": "\(limit)"])
    case (.scopes, .field), (.expires, .field): words.text(KeysWord.tokenChoiceMissing)
    default: refusal.problem.sentence(for: refusal.field, words)
    }
  }

  fileprivate func line(_ token: AccessToken) -> TokenLineView {
    let scope: KeysWord = token.scopes.contains(.write) ? .tokenWrites : .tokenReads
    let isOver = token.expiresAt.map { $0 <= now } ?? false
    let end =
      token.expiresAt.map { words.text(isOver ? KeysWord.ended : .ends, ["date": date(of: $0)]) }
      ?? words.text(KeysWord.endless)
    let use =
      token.lastUsedAt.map { words.text(KeysWord.usedLast, ["date": date(of: $0)]) } ?? words.text(KeysWord.unused)
    return TokenLineView(
      name: token.name, isOver: isOver,
      facts: [words.text(scope), words.text(KeysWord.made, ["date": date(of: token.createdAt)]), use, end],
      revoke: DeskRoute.settings(.tokens(.revoke(token.id))).path,
      revokeLabel: words.text(KeysWord.revokeOf, ["name": token.name]))
  }

  private func date(of instant: Instant) -> String { lettering.tongue.dayAndYear(zone.local(instant).date) }
}
