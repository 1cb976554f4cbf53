internal import Crypto
internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

/// Calls a booking off: asks once, then does it. Asking again shows what came of it.
struct CancelPage: Page {
  let token: String
  let desk: GuestDesk

  let methods = [Method.get, .post]

  func answer(_ request: Request) -> Answer {
    request.method == .post ? cancel(request) : ask(request)
  }

  private var back: Response { .redirect(to: Route.booking(token, .page).address) }

  private func ask(_ request: Request) -> Answer {
    desk.booking(token, request) { booking, drawing in
      guard booking.canChange(at: drawing.now) else { return back }
      let own = OwnColor(booking.color)
      return try desk.page(desk.templates.cancel, drawing.view(own), drawing.edition, policy: own.policy)
    }
  }

  private func cancel(_ request: Request) -> Answer {
    guard let secret = LinkToken(text: Array(token.utf8)) else { return .now(desk.failure(.notFound, request)) }
    let typed = request.form["reason"] ?? ""
    let sight = BookingSight(sent: request.form[BookingSight.field])
    let reader = desk.reader(request)
    return desk.later(request) {
      if typed.unicodeScalars.contains("\u{FFFD}") {
        return try await refuse(secret, typed, .unprintable, request, reader)
      }
      switch try await desk.office.cancel(
        secret, reason: typed, caller: desk.caller(request), ifStill: { sight?.isStill($0) ?? true })
      {
      case .done, .fixed: return back
      case .changed: return try await askAgain(secret, typed, request, reader)
      case .refused(let refusals):
        return try await refuse(secret, typed, refusals.first?.problem ?? .unprintable, request, reader)
      case .unknown: return desk.failure(.notFound, request)
      }
    }
  }

  private func refuse(
    _ secret: LinkToken, _ typed: String, _ problem: FieldProblem, _ request: Request, _ reader: Reader
  ) async throws -> Response {
    guard let booking = try await desk.office.booking(secret) else { return desk.failure(.notFound, request) }
    let own = OwnColor(booking.color)
    let drawing = desk.drawing(booking, token, reader)
    let view = drawing.view(own, reason: typed, refused: problem)
    return try desk.page(
      desk.templates.cancel, view, drawing.edition, status: .unprocessableContent, policy: own.policy)
  }

  /// The same about the booking where it is by now, with what was typed.
  private func askAgain(
    _ secret: LinkToken, _ typed: String, _ request: Request, _ reader: Reader
  ) async throws -> Response {
    guard let booking = try await desk.office.booking(secret) else { return desk.failure(.notFound, request) }
    let drawing = desk.drawing(booking, token, reader)
    guard booking.canChange(at: drawing.now) else { return back }
    let own = OwnColor(booking.color)
    let view = drawing.view(own, reason: typed, isChanged: true)
    return try desk.page(desk.templates.cancel, view, drawing.edition, status: .conflict, policy: own.policy)
  }
}
