internal import HTTP

/// What can go wrong for whoever asks, each with its status, its page and its words.
public enum Failure: CaseIterable, Sendable {
  case badRequest
  case forbidden
  /// A form came without its token, or from another site.
  case forgedForm
  case notFound
  case methodNotAllowed
  case tooLarge
  case addressTooLong
  case unprocessable
  case tooMany
  case broken
  case unavailable

  var status: Status {
    switch self {
    case .badRequest: .badRequest
    case .forbidden, .forgedForm: .forbidden
    case .notFound: .notFound
    case .methodNotAllowed: .methodNotAllowed
    case .tooLarge: .contentTooLarge
    case .addressTooLong: .uriTooLong
    case .unprocessable: .unprocessableContent
    case .tooMany: .tooManyRequests
    case .broken: .internalServerError
    case .unavailable: .serviceUnavailable
    }
  }

  /// What its template under `site` is called, and the group of its words.
  var name: String {
    switch self {
    case .badRequest: "bad_request"
    case .forbidden: "forbidden"
    case .forgedForm: "forged_form"
    case .notFound: "not_found"
    case .methodNotAllowed: "method_not_allowed"
    case .tooLarge: "too_large"
    case .addressTooLong: "address_too_long"
    case .unprocessable: "unprocessable"
    case .tooMany: "too_many"
    case .broken: "broken"
    case .unavailable: "unavailable"
    }
  }

  /// In seconds, where waiting helps: a database is back within moments, whoever asks too often is to pause.
  var wait: Int? {
    switch self {
    case .tooMany: 60
    case .unavailable: 5
    default: nil
    }
  }

  /// Whether the very same may work when it is tried again.
  var passes: Bool { self == .broken || self == .unavailable || self == .tooMany }

  /// What a browser is shown in place of a bare sentence, where there is more to say.
  init?(refusal status: Status) {
    switch status {
    case .badRequest: self = .badRequest
    case .contentTooLarge: self = .tooLarge
    case .uriTooLong: self = .addressTooLong
    case .serviceUnavailable: self = .unavailable
    default: return nil
    }
  }
}
