internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Store

/// One request of somebody signed in. What a form sent was checked to come from a page of theirs.
struct Visit: Sendable {
  let request: Request
  let session: Session
  let route: DeskRoute
  let sent: SentForm
  let desk: Desk
  let edition: DeskEdition

  init(request: Request, session: Session, route: DeskRoute, sent: SentForm, desk: Desk) {
    (self.request, self.session, self.route, self.sent, self.desk) = (request, session, route, sent, desk)
    edition = desk.edition(for: session.owner)
  }

  var owner: Owner { session.owner }
  var zone: Zone { owner.zone }
  var office: Office { desk.office }
  var now: Instant { desk.office.now }
  var query: Form { request.target.query }
  var isPost: Bool { request.method == .post }
  var words: Words { edition.words }
  var lettering: Lettering { edition.lettering }

  /// How they count the hours of a day: as they chose, or as their language does.
  var habit: ClockHabit { owner.clock.flatMap(ClockHabit.init(rawValue:)) ?? lettering.tongue.clock }

  /// From where it is asked, for the audit log.
  var caller: Caller { desk.caller(request) }
}

// What comes of it.
extension Visit {
  /// A page for this request alone, which nobody keeps.
  func page<V: View>(
    _ template: Bound<V>, _ view: V, status: Status = .ok, policy: SecurityPolicy = .strict
  ) throws(Fault) -> Response {
    var response = Response.html(try template.render(view, in: words), status: status, policy: policy)
    response.headers.add(.cacheControl, "no-store")
    response.headers.add(.contentLanguage, words.language)
    return response
  }

  /// What the frame around the page shows. Goes into its view under `desk`.
  func frame(own: OwnColor? = nil, script: Script? = nil, notice: NoticeView? = nil) -> DeskView {
    frame(at: route.place, own: own, script: script, notice: notice)
  }

  /// `place` is which entry of the rail is open; nil for none.
  func frame(
    at place: RailPlace?, own: OwnColor? = nil, script: Script? = nil, notice: NoticeView? = nil
  ) -> DeskView {
    DeskView(
      page: edition.frame(own: own, script: script), rail: edition.rail(place, waiting: session.waiting),
      name: owner.name, initials: owner.initials, signOut: Route.signOut.address, token: token, notice: notice)
  }

  /// The hidden field of this session's forms.
  var token: TokenView { TokenView(value: desk.seal.token(for: "session \(session.id)")) }

  /// After something was done: another page, which says what was done.
  func redirect(to route: DeskRoute, _ parameters: (name: String, value: String?)...) -> Response {
    var query = QueryText()
    for parameter in parameters { query.add(parameter.name, parameter.value) }
    return .redirect(to: route.path + query.text)
  }

  func failure(_ failure: Failure) -> Response { desk.failures.answer(failure, at: self) }
}
