internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Store

/// Whether signing in takes more than a password; while an app is being told the secret, that.
struct SecurityPage: DeskPage {
  func answer(_ visit: Visit) async throws -> Response {
    try await visit.security(notice: visit.securityNotice)
  }
}

/// The first code of an app turns it on. What is shown then is shown once.
struct ConfirmPage: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    let code = visit.sent[AccountField.code.rawValue] ?? ""
    switch try await visit.office.confirmSecondFactor(code, of: visit.owner.id, caller: visit.caller) {
    case .on(let codes): return try visit.show(codes, .nowOn)
    case .refused(let refusals):
      let wrongs = refusals.map { $0.problem.sentence(for: $0.field, visit.words) }
      return try await visit.security(wrongs: wrongs, status: .unprocessableContent)
    case .gone: return visit.redirect(to: .security(.all))
    case .tooMany(let wait):
      return try await visit.security(status: .tooManyRequests, wait: wait)
    }
  }
}

/// Forgets a secret that no code was given of.
struct GiveUpPage: DeskPage {
  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    try await visit.office.giveUpSecondFactor(of: visit.owner.id)
    return visit.redirect(to: .security(.all))
  }
}

/// What was just done, as the next page's address says it.
enum SecurityDone: String, CaseIterable {
  case off
  case codesShown = "codes_shown"

  fileprivate var word: KeysWord {
    switch self {
    case .off: .doneOff
    case .codesShown: .codesShown
    }
  }
}

extension Visit {
  fileprivate var securityNotice: NoticeView? {
    query["done"].flatMap(SecurityDone.init(rawValue:)).map { NoticeView(text: words.text($0.word)) }
  }

  fileprivate func security(
    notice: NoticeView? = nil, wrongs: [String] = [], status: Status = .ok, wait: Wait? = nil
  ) async throws -> Response {
    let frame = frame(script: desk.loaded.copy, notice: notice)
    var view = SecurityView(desk: frame, wrongs: self.wrongs(wrongs.map { (AccountField.code.rawValue, $0) }, wait))
    switch try await office.secondFactor(of: owner) {
    case .off: view.begin = DeskRoute.security(.begin).path
    case .beingSetUp(let setup): view.setup = SetupView(setup, code: codeField(wrongs.first))
    case .on(let since, let left):
      view.on = FactorView(
        since: words.text(KeysWord.since, ["date": lettering.tongue.dayAndYear(zone.local(since).date)]),
        left: words.text(left == 1 ? KeysWord.codeLeft : .codesLeft, ["count": "\(left)"]), isShort: left < 4)
    }
    var response = try page(desk.templates.settings.security, view, status: status)
    if let wait { response.headers.add(.retryAfter, wait.seconds) }
    return response
  }

  private func codeField(_ wrong: String?) -> FieldView {
    var field = FieldView.code(words.text(KeysWord.fieldCode))
    field.wrong = wrong
    return field
  }

  /// What is wrong with a form, each behind the id of the field it is about; or that it came too often.
  func wrongs(_ wrongs: [(field: String?, text: String)], _ wait: Wait? = nil) -> WrongsView? {
    wait.map { .waiting($0, lettering) } ?? WrongsView(wrongs, lettering)
  }

  /// Recovery codes, for the only time.
  func show(_ codes: RecoveryCodes, _ told: KeysWord) throws(Fault) -> Response {
    let view = CodesView(
      desk: frame(script: desk.loaded.copy), told: words.text(told), codes: codes.texts,
      all: codes.texts.joined(separator: "\n"))
    return try page(desk.templates.settings.codes, view)
  }
}

extension FieldView {
  /// Six digits; phones offer them where they come by message, and a keyboard of digits.
  static func code(_ label: String) -> FieldView {
    var field = FieldView(AccountField.code.rawValue, label)
    field.autocomplete = "one-time-code"
    field.inputMode = "numeric"
    return field
  }
}
