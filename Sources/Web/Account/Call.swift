internal import Crypto
internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// One request of somebody on their way in.
struct Call: Sendable {
  let request: Request
  let route: AccountRoute
  let lobby: Lobby
  let edition: LobbyEdition
  let sent: SentForm
  let standing: Standing
  /// Where to go once in: a page of an owner's, and nothing else.
  let next: String?
  /// What is to be sent once more, once in.
  let held: HeldForm?
  private let visitor: Visitor

  init(_ request: Request, _ route: AccountRoute, _ lobby: Lobby) {
    let sent = SentForm(request)
    let isPost = request.method == .post
    let next = isPost ? sent["next"] : request.target.query["next"]
    self.init(
      request, route, lobby, sent, isPost ? .sent : .asked,
      next: next.flatMap { DeskRoute(address: $0) == nil ? nil : $0 },
      held: isPost ? sent[HeldForm.field].flatMap(HeldForm.init) : nil)
  }

  /// Of somebody at an owner's page whose session has ended, or who never had one.
  init(withoutSession request: Request, at place: DeskRoute, _ lobby: Lobby) {
    let query = request.target.queryBytes.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
    let isPost = request.method == .post
    self.init(
      request, .signIn, lobby, SentForm(), .ended, next: place.formPage?.path ?? place.path + query,
      held: isPost ? HeldForm(SentForm(request), of: request, from: lobby.desk.baseAddress) : nil)
  }

  private init(
    _ request: Request, _ route: AccountRoute, _ lobby: Lobby, _ sent: SentForm, _ standing: Standing, next: String?,
    held: HeldForm?
  ) {
    (self.request, self.route, self.lobby, self.sent, self.standing) = (request, route, lobby, sent, standing)
    (self.next, self.held) = (next, held)
    edition = lobby.editions.best(for: request)
    visitor = Visitor(request, isSecure: lobby.desk.baseAddress.hasPrefix("https:"))
  }

  /// The same, to be asked again: the form's token is of another browser, or of this one too long ago.
  var stale: Call { Call(request, route, lobby, sent, .stale, next: next, held: held) }

  var desk: Desk { lobby.desk }
  var office: Office { desk.office }
  var words: Words { edition.words }
  /// Whether what was sent is to be done.
  var isPost: Bool { standing == .sent }
  var caller: Caller { desk.caller(request) }

  /// The session this browser has, right or not.
  var oldToken: String? { desk.cookie.token(in: request.head) }

  /// What somebody's signing in has left in this browser.
  var device: DeviceMark? { desk.deviceCookie.mark(in: request.head) }

  var isGenuine: Bool {
    request.isFromOurs(desk.baseAddress) && desk.seal.isGenuine(sent[FormSeal.field], for: visitor.subject)
  }

  /// The token in the address, of a letter.
  func token(_ text: String) -> LinkToken? { LinkToken(text: text.utf8) }
}

// What comes of it.
extension Call {
  /// A page for this request alone, which nobody keeps. It hands out the cookie its form's token goes with.
  func page(
    _ template: Bound<LobbyView>, _ draft: LobbyDraft = LobbyDraft(), status: Status = .ok
  ) throws(Fault) -> Response {
    var draft = draft
    draft.notice = draft.notice ?? standing.word(isHeld: held != nil).map { words.text($0) }
    let view = LobbyView(draft, self, token: desk.seal.token(for: visitor.subject))
    let status = status == .ok && standing.isRefused ? .forbidden : status
    var response = Response.html(try template.render(view, in: words), status: status)
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, words.language)
    response.headers.add(.vary, "Accept-Language, Cookie")
    response.set(visitor.cookie)
    return response
  }

  /// In: with a session of one's own, and with a device that is known from now on. What was sent without one is not sent
  /// by that: only its owner's press does.
  func enter(_ token: SessionToken, _ session: Session) throws(Fault) -> Response {
    var response: Response
    if let held {
      let visit = Visit(request: request, session: session, route: held.route, sent: SentForm(), desk: desk)
      response = try visit.page(desk.templates.held, HeldView(held, visit, page: next))
    } else {
      response = .redirect(to: next ?? DeskRoute.today.path)
    }
    response.set(desk.cookie.keeping(token))
    response.set(desk.deviceCookie.keeping(office.deviceMark(of: session.owner.id, keeping: device)))
    if held == nil { response.headers.add(.cacheControl, "no-store") }
    return response
  }

  /// To the page where one signs in, which says what was done and knows already by which name.
  func signIn(_ done: LobbyDone, as username: String) -> Response {
    var query = QueryText()
    query.add("done", done.rawValue)
    query.add("login", username)
    return .redirect(to: AccountRoute.signIn.path + query.text)
  }

  /// The same for who is led somewhere afterwards.
  func signIn(_ done: LobbyDone?, goingTo next: String?) -> Response {
    var query = QueryText()
    query.add("next", next)
    query.add("done", done?.rawValue)
    var response = Response.redirect(to: AccountRoute.signIn.path + query.text)
    response.headers.add(.cacheControl, "no-store")
    return response
  }

  /// The same form, as it was typed, and how long to wait.
  func slowDown(_ template: Bound<LobbyView>, _ draft: LobbyDraft, _ wait: Wait) throws(Fault) -> Response {
    var draft = draft
    draft.wait = wait
    var response = try page(template, draft, status: .tooManyRequests)
    response.headers.add(.retryAfter, wait.seconds)
    return response
  }

  func refuse(
    _ template: Bound<LobbyView>, _ draft: LobbyDraft, _ refusals: [AccountRefusal]
  ) throws(Fault) -> Response {
    var draft = draft
    draft.refuse(refusals, words)
    return try page(template, draft, status: .unprocessableContent)
  }
}

/// How somebody on their way in comes to a page of it.
enum Standing {
  /// To look at it.
  case asked
  /// With its form.
  case sent
  /// With its form, whose token is no longer good.
  case stale
  /// In place of an owner's page, which takes a session.
  case ended

  var isRefused: Bool { self == .stale || self == .ended }

  func word(isHeld: Bool) -> AccountWord? { self == .stale ? .stale : isHeld ? .held : nil }
}

/// What was just done, said where one signs in.
enum LobbyDone: String, CaseIterable {
  case verified, changed, reset
  /// The session, and with what was sent.
  case ended, unsaved
  case signedOut = "signed_out"
  case closed

  var word: AccountWord {
    switch self {
    case .verified: .doneVerified
    case .changed: .doneChanged
    case .reset: .doneReset
    case .ended: .doneEnded
    case .unsaved: .doneUnsaved
    case .signedOut: .doneSignedOut
    case .closed: .doneClosed
    }
  }
}
