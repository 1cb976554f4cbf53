internal import CivilTime
internal import HTTP
internal import Log
internal import Mustache
internal import Operations
internal import Server
internal import Store

/// What all guests' pages share: the office that does what they ask, templates and words to show what came of it, and
/// the pages that are ready.
final class GuestDesk: PageDesk {
  static let failed: StaticString = "guest's page failed"

  let office: Office
  let templates: GuestTemplates
  let editions: Editions<GuestEdition>
  let ready: PageShelf<TimesPage.Key>
  let baseAddress: String
  let booker: Script
  let failures: FailurePages
  let log: Log

  /// `pageRoom` is what finished pages may take together, in bytes.
  init(
    _ bindings: GuestBindings, _ office: Office, baseAddress: String, pageRoom: Int, failures: FailurePages, log: Log
  ) {
    self.office = office
    ready = PageShelf(room: pageRoom)
    self.failures = failures
    self.log = log
    self.baseAddress = baseAddress
    booker = bindings.booker
    templates = bindings.templates
    editions = bindings.editions
  }

  func reader(_ request: Request) -> Reader {
    Reader(request, speaking: editions.languages)
  }

  func edition(for reader: Reader) -> GuestEdition {
    editions[reader.language]
  }

  /// A page for this request alone, which nobody keeps.
  func page<V: View>(
    _ template: Bound<V>, _ view: V, _ edition: GuestEdition, status: Status = .ok, policy: SecurityPolicy = .strict,
    caching: Caching = .never
  ) throws(Fault) -> Response {
    var response = Response.html(try template.render(view, in: edition.words), status: status, policy: policy)
    response.headers.add(.cacheControl, caching.rawValue)
    response.headers.add(.contentLanguage, edition.words.language)
    response.headers.add(.vary, "Accept-Language, Cookie")
    return response
  }

  enum Caching: String {
    /// Stands at an address that is a secret.
    case never = "no-store"
    /// A browser that goes back shows what it has, and a form as it was sent.
    case untilAsked = "private, no-cache"
  }
}

/// What guests' pages are made with, bound.
struct GuestBindings: Sendable {
  let templates: GuestTemplates
  let editions: Editions<GuestEdition>
  let booker: Script

  init(_ workshop: Workshop) throws(Fault) {
    templates = try GuestTemplates(workshop.library)
    let menu = try workshop.library.bind("guest/parts/zone_menu", to: ZoneMenuView.self)
    editions = try Editions(workshop.library.locales) { GuestEdition($0, workshop, menu) }
    booker = workshop.loaded.booker
  }
}

/// Every template of a guest's page.
struct GuestTemplates: Sendable {
  let times: Bound<BookerView>
  let zones: Bound<AllZonesView>
  let owner: Bound<OwnersView>
  let closed: Bound<ClosedView>
  let form: Bound<FormView>
  let taken: Bound<FormView>
  let booking: Bound<BookingView>
  let move: Bound<MoveView>
  let cancel: Bound<BookingView>

  init(_ library: Library) throws(Fault) {
    times = try library.bind("guest/times")
    zones = try library.bind("guest/zones")
    owner = try library.bind("guest/owner")
    closed = try library.bind("guest/closed")
    form = try library.bind("guest/form")
    taken = try library.bind("guest/taken")
    booking = try library.bind("guest/booking")
    move = try library.bind("guest/move")
    cancel = try library.bind("guest/cancel")
  }
}
