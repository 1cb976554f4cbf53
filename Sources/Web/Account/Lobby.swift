internal import HTTP
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// What all pages share of those who are on their way in: the desk they come to, and templates and words.
struct Lobby: Sendable {
  let desk: Desk
  let templates: LobbyTemplates
  let editions: Editions<LobbyEdition>
  let zoneFinder: Script

  init(_ bindings: LobbyBindings, _ desk: Desk) {
    self.desk = desk
    templates = bindings.templates
    editions = bindings.editions
    zoneFinder = bindings.zoneFinder
  }
}

/// What such pages are made with, bound.
struct LobbyBindings: Sendable {
  let templates: LobbyTemplates
  let editions: Editions<LobbyEdition>
  let zoneFinder: Script

  init(_ workshop: Workshop) throws(Fault) {
    templates = try LobbyTemplates(workshop.library)
    editions = try Editions(workshop.library.locales) { words in
      LobbyEdition(lettering: Lettering(words), frame: workshop.frame(in: words))
    }
    zoneFinder = workshop.loaded.zoneFinder
  }
}

/// What such pages of one language are made with.
struct LobbyEdition: Sendable {
  let lettering: Lettering
  let frame: Frame

  var words: Words { lettering.words }
}

/// Every template of such a page.
struct LobbyTemplates: Sendable {
  let signIn: Bound<LobbyView>
  let signUp: Bound<LobbyView>
  let code: Bound<LobbyView>
  let recovery: Bound<LobbyView>
  let reopen: Bound<LobbyView>
  let forgot: Bound<LobbyView>
  let written: Bound<LobbyView>
  let letter: Bound<LobbyView>
  let reset: Bound<LobbyView>
  let confirm: Bound<LobbyView>
  let declined: Bound<LobbyView>
  let verify: Bound<LobbyView>
  let gone: Bound<LobbyView>
  let taken: Bound<LobbyView>

  init(_ library: Library) throws(Fault) {
    signIn = try library.bind("account/signin")
    signUp = try library.bind("account/signup")
    code = try library.bind("account/code")
    recovery = try library.bind("account/recovery")
    reopen = try library.bind("account/reopen")
    forgot = try library.bind("account/forgot")
    written = try library.bind("account/written")
    letter = try library.bind("account/letter")
    reset = try library.bind("account/reset")
    confirm = try library.bind("account/confirm")
    declined = try library.bind("account/declined")
    verify = try library.bind("account/verify")
    gone = try library.bind("account/gone")
    taken = try library.bind("account/taken")
  }
}

/// A page on the way in. GET shows; POST tries something.
protocol LobbyPage: Sendable {
  /// The methods it knows. Whoever knows GET knows HEAD.
  var methods: [Method] { get }

  func answer(_ call: Call) async throws -> Response
}

/// The door before such a page: what is sent must come from a page of ours, in the same browser. Where it is the token
/// alone that is no longer good, the form is shown once more as it was typed, with another one.
struct LobbyDoor: Page {
  let route: AccountRoute
  let lobby: Lobby

  var methods: [Method] { route.page.methods }

  func answer(_ request: Request) -> Answer {
    let desk = lobby.desk
    let call = Call(request, route, lobby)
    guard call.isPost, !call.isGenuine || call.sent.failure != nil else { return answer(call) }
    if let failure = call.sent.failure { return .now(desk.failure(failure, request)) }
    return request.isSurelyFromOurs(desk.baseAddress) ? answer(call.stale) : .now(desk.failure(.forgedForm, request))
  }

  private func answer(_ call: Call) -> Answer {
    lobby.desk.later(call.request) { try await route.page.answer(call) }
  }
}
