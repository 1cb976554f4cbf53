internal import Crypto
internal import HTTP

/// Somebody who is not signed in and is about to send a form: a cookie holds a number by chance, the form the token that
/// goes with it, so that another site can't sign anybody in as somebody else.
struct Visitor: Sendable {
  let number: String
  /// To be given to the browser with every form: a number it has already lasts on from then.
  let cookie: SetCookie?

  private static let name = "visitor"
  /// Two hours: a form left open over lunch still works.
  private static let age = 7_200

  /// Who comes by a letter's link keeps their number, so that forms in other tabs stay good: other sites' links bring the
  /// cookie along, their forms do not.
  init(_ request: Request, isSecure: Bool) {
    let known = request.cookies[Visitor.name].flatMap { try? Base64.url.decode(Array($0.utf8)) }
    number = Base64.url.encode(known.flatMap { $0.count == 16 ? $0 : nil } ?? SecureRandom.bytes(16))
    cookie = SetCookie(Visitor.name, number, maxAge: Visitor.age, isSecure: isSecure, sameSite: .lax)
  }

  /// What forms' tokens are made for; never what a session's are.
  var subject: String { "visitor \(number)" }
}
