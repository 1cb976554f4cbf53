internal import Crypto
internal import HTTP

/// Somebody who is not signed in and is about to send a form: a cookie holds a number by chance, the form the token that
/// goes with it, so that another site can't sign anybody in as somebody else.
struct Visitor: Sendable {
  let number: String
  /// To be given to the browser; nil where it has one already.
  let cookie: SetCookie?

  private static let name = "visitor"
  /// Two hours: a form left open over lunch still works.
  private static let age = 7_200

  init(_ request: Request, isSecure: Bool) {
    if let number = request.cookies[Visitor.name], number.utf8.count == 22 {
      self.number = number
      cookie = nil
    } else {
      number = Base64.url.encode(SecureRandom.bytes(16))
      cookie = SetCookie(Visitor.name, number, maxAge: Visitor.age, isSecure: isSecure, sameSite: .strict)
    }
  }

  /// What forms' tokens are made for; never what a session's are.
  var subject: String { "visitor \(number)" }
}
