internal import HTTP
internal import Mustache
internal import Operations
internal import Store

/// Sends a letter that did not arrive again, or puts it away.
struct LostLetterPage: DeskPage {
  let id: BookingID
  let letter: LetterID
  let verb: LetterVerb

  let methods = [Method.post]

  func answer(_ visit: Visit) async throws -> Response {
    let (office, owner, caller) = (visit.office, visit.owner.id, visit.caller)
    guard try await office.booking(id, of: owner) != nil else { return visit.failure(.notFound) }
    switch verb {
    case .again:
      let isDone = try await office.sendLetterAgain(letter, about: id, of: owner, caller: caller)
      return visit.shown(id, isDone ? .sentAgain : .fixed)
    case .away:
      let isDone = try await office.putLetterAway(letter, about: id, of: owner, caller: caller)
      // From there it goes without a word.
      return visit.sent["back"] == "today" ? visit.redirect(to: .today) : visit.shown(id, isDone ? .putAway : .fixed)
    }
  }
}

/// The buttons of a letter that did not arrive.
struct LostLetterVerbsView: View {
  /// Nil where its reader was told more since.
  let again: String?
  let away: String
  /// Where the buttons stand.
  let back: String

  init(_ letter: LetterID, about booking: BookingID, canGoAgain: Bool, back: String = "") {
    self.back = back
    again = canGoAgain ? DeskRoute.bookings(.letter(booking, letter, .again)).path : nil
    away = DeskRoute.bookings(.letter(booking, letter, .away)).path
  }

  static let keys: Keys<Self> = ["again": .text(\.again), "away": .text(\.away), "back": .text(\.back)]
}
