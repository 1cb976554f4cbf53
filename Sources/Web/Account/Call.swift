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
  private let visitor: Visitor

  init(_ request: Request, _ route: AccountRoute, _ lobby: Lobby) {
    self.request = request
    self.route = route
    self.lobby = lobby
    edition = lobby.editions.best(for: request)
    sent = SentForm(request)
    visitor = Visitor(request, isSecure: lobby.desk.baseAddress.hasPrefix("https:"))
  }

  var desk: Desk { lobby.desk }
  var office: Office { desk.office }
  var words: Words { edition.words }
  var isPost: Bool { request.method == .post }
  var caller: Caller { desk.caller(request) }

  /// The session this browser has, right or not.
  var oldToken: String? { desk.cookie.token(in: request.head) }

  var isGenuine: Bool {
    request.isFromOurs(desk.baseAddress) && desk.seal.isGenuine(sent[FormSeal.field], for: visitor.subject)
  }

  /// Where to go once in: a page of an owner's, and nothing else.
  var next: String? {
    guard let next = isPost ? sent["next"] : request.target.query["next"] else { return nil }
    let isOwn = next == "/app" || next.hasPrefix("/app/") || next.hasPrefix("/app?")
    let isPlain = next.utf8.count <= 2_000 && next.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
    return isOwn && isPlain ? next : nil
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
    let view = LobbyView(draft, self, token: desk.seal.token(for: visitor.subject))
    var response = Response.html(try template.render(view, in: words), status: status)
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, words.language)
    response.headers.add(.vary, "Accept-Language, Cookie")
    response.set(visitor.cookie)
    return response
  }

  /// In: with a session of one's own.
  func enter(_ token: SessionToken) -> Response {
    var response = Response.redirect(to: next ?? DeskRoute.today.path)
    response.set(desk.cookie.keeping(token))
    response.headers.add(.cacheControl, "no-store")
    return response
  }

  /// To the page where one signs in, which says what was done and knows already by which name.
  func signIn(_ done: LobbyDone, as username: String) -> Response {
    var query = QueryText()
    query.add("done", done.rawValue)
    query.add("login", username)
    return .redirect(to: AccountRoute.signIn.path + query.text)
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

/// What was just done, said where one signs in.
enum LobbyDone: String, CaseIterable {
  case verified, changed, reset
  case signedOut = "signed_out"
  case closed

  var word: AccountWord {
    switch self {
    case .verified: .doneVerified
    case .changed: .doneChanged
    case .reset: .doneReset
    case .signedOut: .doneSignedOut
    case .closed: .doneClosed
    }
  }
}
