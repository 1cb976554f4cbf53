/// How a request went, as its three digits.
public struct Status: Hashable, Sendable, CustomStringConvertible {
  /// From 100 to 599.
  public let code: Int

  /// A code from 100 to 599; anything else is the caller's mistake.
  public init(code: Int) {
    precondition((100...599).contains(code), "a status is a number from 100 to 599, not \(code)")
    self.code = code
  }

  public static let ok = Status(code: 200)
  public static let created = Status(code: 201)
  public static let accepted = Status(code: 202)
  public static let noContent = Status(code: 204)
  public static let partialContent = Status(code: 206)
  public static let movedPermanently = Status(code: 301)
  public static let found = Status(code: 302)
  public static let seeOther = Status(code: 303)
  public static let notModified = Status(code: 304)
  public static let temporaryRedirect = Status(code: 307)
  public static let permanentRedirect = Status(code: 308)
  public static let badRequest = Status(code: 400)
  public static let unauthorized = Status(code: 401)
  public static let forbidden = Status(code: 403)
  public static let notFound = Status(code: 404)
  public static let methodNotAllowed = Status(code: 405)
  public static let notAcceptable = Status(code: 406)
  public static let requestTimeout = Status(code: 408)
  public static let conflict = Status(code: 409)
  public static let gone = Status(code: 410)
  public static let preconditionFailed = Status(code: 412)
  public static let contentTooLarge = Status(code: 413)
  public static let uriTooLong = Status(code: 414)
  public static let unsupportedMediaType = Status(code: 415)
  public static let rangeNotSatisfiable = Status(code: 416)
  public static let expectationFailed = Status(code: 417)
  public static let misdirectedRequest = Status(code: 421)
  public static let unprocessableContent = Status(code: 422)
  public static let preconditionRequired = Status(code: 428)
  public static let tooManyRequests = Status(code: 429)
  public static let headerFieldsTooLarge = Status(code: 431)
  public static let internalServerError = Status(code: 500)
  public static let notImplemented = Status(code: 501)
  public static let badGateway = Status(code: 502)
  public static let serviceUnavailable = Status(code: 503)
  public static let gatewayTimeout = Status(code: 504)
  public static let versionNotSupported = Status(code: 505)

  public var isSuccess: Bool { (200..<300).contains(code) }
  public var isRedirect: Bool { (300..<400).contains(code) && self != .notModified }
  public var isError: Bool { code >= 400 }

  /// Whether a response with this status never has a body (RFC 9110 6.4.1).
  var forbidsBody: Bool { code < 200 || code == 204 || code == 304 }

  public var description: String { "\(code) \(reason)" }
}
