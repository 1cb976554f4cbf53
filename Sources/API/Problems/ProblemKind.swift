internal import HTTP

/// The kinds of problems there are: programs tell them apart by their type, people read the title.
enum ProblemKind: String, CaseIterable, Sendable {
  case badJSON = "bad-json"
  case unauthorized
  case wrongCredentials = "wrong-credentials"
  case forbidden
  case notFound = "not-found"
  case methodNotAllowed = "method-not-allowed"
  case notAcceptable = "not-acceptable"
  case conflict
  /// The time that was asked for is not free.
  case taken
  /// Another request with the same key has not ended yet.
  case underWay = "under-way"
  case gone
  /// It is not what `If-Match` names.
  case changed
  case unsupportedType = "unsupported-media-type"
  /// Something about what was sent is not good; `fields` says what.
  case unfit
  /// The key came with another request before.
  case keyReused = "key-reused"
  case tooMany = "too-many-requests"
  case broken
  case unavailable
  // What came is no request that can be taken.
  case badRequest = "bad-request"
  case tooSlow = "request-timeout"
  case tooLarge = "content-too-large"
  case tooLong = "uri-too-long"
  case unknownExpectation = "expectation-failed"
  case headersTooLarge = "header-fields-too-large"
  case notImplemented = "not-implemented"
  case badVersion = "version-not-supported"

  /// What a request is told that was none, or took too long; nil for a status no such one gets.
  init?(refusal status: Status) {
    let kinds: [ProblemKind] = [
      .badRequest, .tooSlow, .tooLarge, .tooLong, .unknownExpectation, .headersTooLarge, .notImplemented, .badVersion,
      .unavailable,
    ]
    guard let kind = kinds.first(where: { $0.status == status }) else { return nil }
    self = kind
  }

  var type: String { "urn:calento:problem:\(rawValue)" }

  var status: Status {
    switch self {
    case .badJSON: .badRequest
    case .unauthorized, .wrongCredentials: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .notAcceptable: .notAcceptable
    case .conflict, .taken, .underWay: .conflict
    case .gone: .gone
    case .changed: .preconditionFailed
    case .unsupportedType: .unsupportedMediaType
    case .unfit, .keyReused: .unprocessableContent
    case .tooMany: .tooManyRequests
    case .broken: .internalServerError
    case .unavailable: .serviceUnavailable
    case .badRequest: .badRequest
    case .tooSlow: .requestTimeout
    case .tooLarge: .contentTooLarge
    case .tooLong: .uriTooLong
    case .unknownExpectation: .expectationFailed
    case .headersTooLarge: .headerFieldsTooLarge
    case .notImplemented: .notImplemented
    case .badVersion: .versionNotSupported
    }
  }

  var title: String {
    switch self {
    case .badJSON: "The body is not JSON"
    case .unauthorized: "A token is needed"
    case .wrongCredentials: "Not signed in"
    case .forbidden: "Not allowed"
    case .notFound: "Not found"
    case .methodNotAllowed: "No such method here"
    case .notAcceptable: "There is only JSON"
    case .conflict: "Not as things stand"
    case .taken: "The time is not free"
    case .underWay: "The same request is under way"
    case .gone: "No longer open"
    case .changed: "Changed meanwhile"
    case .unsupportedType: "The body is not declared as JSON"
    case .unfit: "Something is not good"
    case .keyReused: "The key was used for another request"
    case .tooMany: "Too many requests"
    case .broken: "Something broke here"
    case .unavailable: "Not just now"
    case .badRequest: "Not a request"
    case .tooSlow: "Too slow"
    case .tooLarge: "The body is too long"
    case .tooLong: "The address is too long"
    case .unknownExpectation: "An expectation that is not known here"
    case .headersTooLarge: "The headers are too long"
    case .notImplemented: "Not known here"
    case .badVersion: "Another version of HTTP"
    }
  }

  /// What is said where there is nothing more exact to say.
  var usualDetail: String {
    switch self {
    case .badJSON: "The body can't be read as JSON."
    case .unauthorized: "Send a token that holds: Authorization: Bearer TOKEN."
    case .wrongCredentials:
      """
      The address or the password is wrong. If you have just signed up, first press the link in our letter. After many \
      tries, wait a while.
      """
    case .forbidden: "The token does not allow this."
    case .notFound: "There is nothing at this address, or nothing of yours."
    case .methodNotAllowed: "The header Allow names the methods this address knows."
    case .notAcceptable: "Accept must allow application/json."
    case .conflict: "What is asked for can't be done as things stand."
    case .taken: "The time is not free, or no longer. Nothing was booked."
    case .underWay: "A request with this Idempotency-Key has not ended yet. Try again in a moment."
    case .gone: "This link takes no bookings any more."
    case .changed: "It is not what If-Match names any more. Nothing was changed; read it again."
    case .unsupportedType: "Content-Type must be application/json."
    case .unfit: "What is wrong stands in fields, by name."
    case .keyReused: "An Idempotency-Key stands for one request; this one came with another before."
    case .tooMany: "Wait as long as the header Retry-After says."
    case .broken: "The fault is ours. The log knows this request by its instance."
    case .unavailable: "The server can't answer at the moment. Try again soon."
    case .badRequest: "What came can't be read as an HTTP request."
    case .tooSlow: "The request took too long to come."
    case .tooLarge: "A body may have \(API.longestBody >> 10) KiB."
    case .tooLong: "An address may have 8 KiB."
    case .unknownExpectation: "Expect may say 100-continue."
    case .headersTooLarge: "Headers may have 16 KiB, and be a hundred."
    case .notImplemented: "The method or the Transfer-Encoding is not known here."
    case .badVersion: "Speak HTTP/1.1."
    }
  }
}
