public import HTTP
public import Log
internal import Mustache
public import Operations
public import Server

/// All pages, and the way to each of them.
public struct Site: Handler {
  private let pages: Live<Pages>
  private let guestStyle: StyleSheet
  private let ownerStyle: StyleSheet
  private let isUp: @Sendable () -> Bool
  private let log: Log

  /// For a thousand months in their usual size.
  public static let usualPageRoom = 32 << 20

  /// Reads and binds everything; what is broken stops the start with its file, line and column.
  ///
  /// - Parameters:
  ///   - templates: The folder of the templates and their words.
  ///   - styles: The folder of the style sheets' parts.
  ///   - isWatching: Whether to look for changed files at every request, as one wants in development.
  ///   - assets: What pages load beside their style sheet.
  ///   - office: Where what guests ask for is done.
  ///   - seal: Makes the tokens in forms.
  ///   - baseAddress: What this server's own addresses begin with, for those who write one down.
  ///   - pageRoom: What finished pages may take in memory, in bytes; none keeps none.
  ///   - isUp: Whether what pages live on (the database) can be reached; while it can't, they say so.
  public init(
    templates: String, styles: String, isWatching: Bool, assets: Assets, office: Office, seal: FormSeal,
    baseAddress: String,
    pageRoom: Int = Site.usualPageRoom, isUp: @escaping @Sendable () -> Bool = { true }, log: Log
  ) throws {
    guestStyle = try StyleSheet(.guest, in: styles, isWatching: isWatching)
    ownerStyle = try StyleSheet(.owner, in: styles, isWatching: isWatching)
    let loaded = try Loaded(guestStyle: guestStyle, ownerStyle: ownerStyle, assets: assets)
    pages = try Live(folder: templates, isWatching: isWatching) { (library) throws(Fault) in
      let bindings = try Bindings(Workshop(library: library, loaded: loaded))
      return Pages(
        bindings, office, seal: seal, baseAddress: baseAddress.withoutSlash, pageRoom: pageRoom, log: log)
    }
    self.isUp = isUp
    self.log = log
  }

  /// Reads and binds everything and keeps nothing: throws what would stop a start.
  public static func examine(templates: String, styles: String, assets: Assets) throws {
    let sheets = try Look.allCases.map { try StyleSheet($0, in: styles, isWatching: false) }
    let workshop = Workshop(
      library: try Library(folder: templates),
      loaded: try Loaded(guestStyle: sheets[0], ownerStyle: sheets[1], assets: assets))
    _ = try Bindings(workshop)
  }

  public func bodyLimit(for head: RequestHead) -> Int {
    // What every page would take needs no look at which page it is for.
    guard head.method == .post, head.announcedLength ?? .max > Limits().body else { return Limits().body }
    return switch Route(head.target.segments) {
    case .link(_, .form): Site.longestBooking
    case .account: HeldForm.longestForm
    case .desk(.links): LinksRoute.longestForm
    case .desk(.settings(.picture)): pages.current.desk.longestPictureForm(head)
    default: Limits().body
    }
  }

  /// In bytes. Notes and each long answer may have five thousand characters, of which one takes up to twelve bytes on the
  /// way: room for four of them full of emoji, or a dozen in any script.
  private static let longestBooking = 256 * 1024

  public func answer(_ request: Request) -> Answer {
    do {
      try pages.refresh()
    } catch {
      log.error("template refused", ["request": .string(request.id.description), "error": .error(error)])
      return .now(answer(.broken, to: request))
    }
    let segments = request.target.segments
    if let route = Route(segments) { return answer(route, request, pages.current).called(route.label) }
    if let route = Site.meant(by: segments) { return .now(redirect(request, to: route)).called(route.label) }
    return segments.first == "app" && isUp()
      ? DeskRefusal(failure: .notFound, desk: pages.current.desk).answer(request)
      : .now(answer(.notFound, to: request))
  }

  /// The route behind a slash too many, or in capitals: people copy and dictate addresses.
  private static func meant(by segments: [String]) -> Route? {
    if segments.last == "", let route = Route(segments.dropLast()) { return route }
    var small = segments.map { $0.lowercased() }
    // A token means what it says, capitals included.
    if small.count > 1, ["bookings", "reset", "verify"].contains(small[0]) { small[1] = segments[1] }
    return small == segments ? nil : Route(small)
  }

  /// What an account's first schedule is called in its owner's language.
  public func firstSchedule(in language: String) -> String {
    pages.current.lobby.editions[language].words.text(AccountWord.firstSchedule)
  }

  /// The page that says what went wrong.
  public func answer(_ failure: Failure, to request: Request, wait: Int? = nil) -> Response {
    pages.current.failures.answer(failure, to: request, wait: wait)
  }

  /// What a browser is shown whose request was none that can be answered; nil where the bare sentence does. `headers` are
  /// what could be read of it.
  public func answer(refusal status: Status, _ headers: Headers, _ id: RequestID) -> Response? {
    guard let failure = Failure(refusal: status),
      headers.preferredType(among: ["text/plain", "text/html"]) == "text/html"
    else { return nil }
    return pages.current.failures.answer(failure, headers, id)
  }

  /// Every page stands behind a door; the word before it says who may enter.
  private func answer(_ route: Route, _ request: Request, _ pages: Pages) -> Answer {
    switch route {
    case .home: open(pages.home, request)
    case .account(let route): open(LobbyDoor(route: route, lobby: pages.lobby).standing(at: .account(route)), request)
    case .signOut: owned(SignOutPage(), at: .signOut, .today, request, pages.lobby)
    case .look(.guest): admit(request, to: guestStyle)
    case .look(.owner): admit(request, to: ownerStyle)
    case .face(let username, let tag): open(FacePage(username: username, tag: tag, desk: pages.guests), request)
    case .owner(let username): open(OwnersPage(username: username, desk: pages.guests), request)
    case .link(let address, .times): open(TimesPage(address: address, desk: pages.guests), request)
    case .link(let address, .zones): open(ZonesPage(address: address, desk: pages.guests), request)
    case .link(let address, .form): open(FormPage(address: address, desk: pages.guests), request)
    case .booking(let token, .page): open(BookingPage(token: token, desk: pages.guests), request)
    case .booking(let token, .calendar): open(CalendarFile(token: token, desk: pages.guests), request)
    case .booking(let token, .reschedule): open(ReschedulePage(token: token, desk: pages.guests), request)
    case .booking(let token, .zones): open(MovingZonesPage(token: token, desk: pages.guests), request)
    case .booking(let token, .cancel): open(CancelPage(token: token, desk: pages.guests), request)
    case .desk(let route): owned(route.page, at: .desk(route), route, request, pages.lobby)
    }
  }

  /// A door that opens to who is signed in.
  private func owned(
    _ page: any DeskPage, at address: Route, _ route: DeskRoute, _ request: Request, _ lobby: Lobby
  ) -> Answer {
    let door = DeskDoor(inside: page, route: route, lobby: lobby).standing(at: address)
    guard isUp(), !door.knows(request.method), request.method != .options else { return open(door, request) }
    return DeskRefusal(failure: .methodNotAllowed, allowed: door.allowed, desk: lobby.desk).answer(request)
  }

  /// A door without a lock.
  private func open(_ page: some Page, _ request: Request) -> Answer {
    isUp() ? admit(request, to: page) : .now(answer(.unavailable, to: request))
  }

  private func admit(_ request: Request, to page: some Page) -> Answer {
    if page.knows(request.method) { return page.answer(request) }
    var response = request.method == .options ? Response(status: .noContent) : answer(.methodNotAllowed, to: request)
    response.headers.add(.allow, page.allowed)
    return .now(response)
  }

  /// A page has one address, without a slash at its end.
  private func redirect(_ request: Request, to route: Route) -> Response {
    let query = request.target.queryBytes.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
    return .redirect(to: route.address + query, status: .permanentRedirect)
  }
}

extension Answer {
  /// The same answer under the name that log and metrics have for its route.
  fileprivate func called(_ label: RouteLabel) -> Answer {
    switch self {
    case .now(let response, _): .now(response, route: label)
    case .later(_, let response): .later(route: label, response)
    }
  }
}

extension String {
  fileprivate var withoutSlash: String { hasSuffix("/") ? String(dropLast()) : self }
}
