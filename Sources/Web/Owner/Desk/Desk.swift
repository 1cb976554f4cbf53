internal import HTTP
internal import Log
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// What all owners' pages share: the office that does what they ask, and templates and words to show what came of it.
final class Desk: PageDesk {
  static let failed: StaticString = "owner's page failed"

  let office: Office
  let templates: DeskTemplates
  let seal: FormSeal
  let cookie: SessionCookie
  let deviceCookie: DeviceCookie
  let baseAddress: String
  /// The addresses of what pages load.
  let loaded: Loaded
  private let editions: Editions<DeskEdition>
  let failures: FailurePages
  let log: Log

  init(
    _ bindings: DeskBindings, _ office: Office, seal: FormSeal, baseAddress: String, failures: FailurePages, log: Log
  ) {
    self.office = office
    self.seal = seal
    self.baseAddress = baseAddress
    self.failures = failures
    self.log = log
    let isSecure = baseAddress.hasPrefix("https:")
    cookie = SessionCookie(isSecure: isSecure)
    deviceCookie = DeviceCookie(isSecure: isSecure)
    templates = bindings.templates
    loaded = bindings.loaded
    editions = bindings.editions
  }

  /// Those we speak.
  var languages: [String] { editions.languages }

  /// In the owner's language, which is theirs to choose, whatever the browser likes.
  func edition(for owner: Owner) -> DeskEdition {
    editions[owner.locale]
  }

  /// Who is signed in; nil for nobody.
  func session(_ request: Request) async throws -> Session? {
    guard let token = cookie.token(in: request.head) else { return nil }
    return try await office.session(token, caller: caller(request))
  }

  /// In bytes, of a form with a picture. As phones take them they are read whole, to be refused on the page they were
  /// chosen on; of nobody in particular no more is read than of any other form.
  func longestPictureForm(_ head: RequestHead) -> Int {
    guard let token = cookie.token(in: head), office.isOurs(token) else { return Limits().body }
    return 8 * 1024 * 1024
  }

  func isGenuine(_ sent: SentForm, of session: Session, _ request: Request) -> Bool {
    request.isFromOurs(baseAddress) && seal.isGenuine(sent[FormSeal.field], for: "session \(session.id)")
  }
}

/// What owners' pages are made with, bound.
struct DeskBindings: Sendable {
  let templates: DeskTemplates
  let editions: Editions<DeskEdition>
  let loaded: Loaded

  init(_ workshop: Workshop) throws(Fault) {
    loaded = workshop.loaded
    templates = try DeskTemplates(workshop)
    editions = try Editions(workshop.library.locales) { DeskEdition($0, workshop) }
  }
}

/// Every template of an owner's page, by area.
struct DeskTemplates: Sendable {
  let bookings: BookingsTemplates
  let today: Bound<TodayView>
  let availability: Bound<AvailabilityView>
  let why: Bound<WhyView>
  let whyNoLink: Bound<NoLinkView>
  let scheduleRemoval: Bound<ScheduleRemovalView>
  let links: LinksTemplates
  let settings: SettingsTemplates
  let failure: Bound<DeskFailureView>
  let held: Bound<HeldView>

  init(_ workshop: Workshop) throws(Fault) {
    let library = workshop.library
    bookings = try BookingsTemplates(workshop)
    today = try library.bind("owner/today")
    availability = try library.bind("owner/availability/hours")
    why = try library.bind("owner/availability/why")
    whyNoLink = try library.bind("owner/availability/no_link")
    scheduleRemoval = try library.bind("owner/availability/removal")
    links = try LinksTemplates(library)
    settings = try SettingsTemplates(library)
    failure = try library.bind("owner/failure")
    held = try library.bind("owner/held")
  }
}
