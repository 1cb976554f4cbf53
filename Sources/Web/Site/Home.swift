internal import HTTP
internal import Mustache
internal import Server

/// The first page: what Calento is, and the ways in. It is the same for all readers of a language, but that who came in
/// with this browser finds the way to their desk; whether they still are in is seen there.
struct Home: Page {
  private struct Edition {
    let outside: PreparedResponse
    let inside: PreparedResponse
  }

  private let editions: Editions<Edition>

  init(_ workshop: Workshop) throws(Fault) {
    let template = try workshop.library.bind("site/home", to: HomeView.self)
    editions = try Editions(workshop.library.locales) { (words) throws(Fault) in
      let frame = workshop.frame(in: words)
      return Edition(
        outside: Home.prepare(try template.render(HomeView(page: frame, desk: nil), in: words), in: words),
        inside: Home.prepare(
          try template.render(HomeView(page: frame, desk: DeskRoute.today.path), in: words), in: words))
    }
  }

  /// A browser asks each time whether its copy is good, so that a new version shows at once.
  private static func prepare(_ page: [UInt8], in words: Words) -> PreparedResponse {
    var response = Response.html(page)
    response.headers.add(.cacheControl, "private, no-cache")
    response.headers.add(.contentLanguage, words.language)
    response.headers.add(.vary, "Accept-Language, Cookie")
    return PreparedResponse(response, etag: Fingerprint(page).etag)
  }

  func answer(_ request: Request) -> Answer {
    let edition = editions.best(for: request)
    return .now((SessionCookie.isThere(in: request.head) ? edition.inside : edition.outside).answer(request.head))
  }
}

struct HomeView: View {
  let page: Frame
  /// Nil for who has not come in.
  let desk: String?
  let signIn = Route.signIn.address
  let signUp = Route.signUp.address

  static let keys: Keys<Self> = [
    "page": .view(\.page),
    "desk": .text(\.desk),
    "sign_in": .text(\.signIn),
    "sign_up": .text(\.signUp),
  ]
}
