internal import HTTP
internal import Mustache
internal import Operations
internal import Store

/// Asks for the password before a secret for an app is made.
struct BeginPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    let asking = Asking(.begin, heading: .beginHeading, text: .beginText, button: .beginButton)
    guard visit.isPost else { return try visit.ask(asking) }
    let outcome = try await visit.office.beginSecondFactor(visit.password, of: visit.owner.id, caller: visit.caller)
    return try visit.answer(outcome, asking) { visit.redirect(to: .security(.all)) }
  }
}

/// Other recovery codes, in place of those there are.
struct CodesPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    var asking = Asking(.codes, heading: .codesHeading, text: .codesText, button: .codesButton)
    asking.shown =
      visit.isPost ? visit.sent[Shown.field] : try await visit.office.recoveryCodesMark(of: visit.owner.id)
    guard visit.isPost else { return try visit.ask(asking) }
    let outcome = try await visit.office.newRecoveryCodes(
      visit.password, replacing: asking.shown, of: visit.owner.id, caller: visit.caller)
    switch outcome {
    case .made(let codes): return try visit.show(codes, .newCodes)
    case .refused(let refusals): return try visit.refuse(asking, refusals)
    case .repeated: return visit.redirect(to: .security(.all), ("done", SecurityDone.codesShown.rawValue))
    case .off: return visit.redirect(to: .security(.all))
    case .tooMany(let wait): return try visit.slowDown(asking, wait)
    }
  }
}

/// Back to the password alone.
struct SwitchOffPage: DeskPage {
  let methods = [Method.get, .post]

  func answer(_ visit: Visit) async throws -> Response {
    var asking = Asking(.off, heading: .offHeading, text: .offText, button: .offButton)
    asking.isHarm = true
    guard visit.isPost else { return try visit.ask(asking) }
    let outcome = try await visit.office.switchOffSecondFactor(
      visit.password, of: visit.owner.id, caller: visit.caller)
    return try visit.answer(outcome, asking) {
      visit.redirect(to: .security(.all), ("done", SecurityDone.off.rawValue))
    }
  }
}

/// What is asked for once more, with the password.
private struct Asking {
  let route: SecurityRoute
  let heading: KeysWord
  let text: KeysWord
  let button: KeysWord
  var isHarm = false
  /// What there was when the form was opened, where it replaces that.
  var shown: String?

  init(_ route: SecurityRoute, heading: KeysWord, text: KeysWord, button: KeysWord) {
    (self.route, self.heading, self.text, self.button) = (route, heading, text, button)
  }
}

extension Visit {
  fileprivate var password: String { sent[AccountField.current.rawValue] ?? "" }

  fileprivate func ask(
    _ asking: Asking, wrongs: [(String?, String)] = [], wait: Wait? = nil, status: Status = .ok
  ) throws(Fault) -> Response {
    var password = FieldView.password(
      words.text(AccountWord.fieldPassword), name: AccountField.current.rawValue, isNew: false)
    password.wrong = wrongs.first { $0.0 != nil }?.1
    let view = GuardedView(
      desk: frame(), wrongs: self.wrongs(wrongs, wait), heading: words.text(asking.heading),
      text: words.text(asking.text),
      button: words.text(asking.button), isHarm: asking.isHarm, shown: asking.shown, fields: [password],
      action: DeskRoute.security(asking.route).path, back: DeskRoute.security(.all).path)
    return try page(desk.templates.settings.ask, view, status: status)
  }

  fileprivate func refuse(_ asking: Asking, _ refusals: [AccountRefusal]) throws(Fault) -> Response {
    try ask(
      asking, wrongs: refusals.map { ($0.field.rawValue, $0.problem.sentence(for: $0.field, words)) },
      status: .unprocessableContent)
  }

  fileprivate func slowDown(_ asking: Asking, _ wait: Wait) throws(Fault) -> Response {
    var response = try ask(asking, wait: wait, status: .tooManyRequests)
    response.headers.add(.retryAfter, wait.seconds)
    return response
  }

  fileprivate func answer(
    _ outcome: GuardedOutcome, _ asking: Asking, done: () -> Response
  ) throws(Fault) -> Response {
    switch outcome {
    case .done: done()
    case .refused(let refusals): try refuse(asking, refusals)
    case .tooMany(let wait): try slowDown(asking, wait)
    }
  }
}

/// Asks once whether something is to be done, and for what it takes.
struct GuardedView: View {
  let desk: DeskView
  let wrongs: WrongsView?
  let heading: String
  let text: String
  let button: String
  let isHarm: Bool
  var shown: String?
  let fields: [FieldView]
  let action: String
  let back: String

  static let keys: Keys<Self> = [
    "page": .view(\.desk.page), "desk": .view(\.desk),
    "wrongs": .view(\.wrongs),
    "heading": .text(\.heading),
    "text": .text(\.text),
    "button": .text(\.button),
    "harm": .flag(\.isHarm),
    "shown": .text(\.shown),
    "fields": .list(\.fields),
    "action": .text(\.action),
    "back": .text(\.back),
  ]
}
