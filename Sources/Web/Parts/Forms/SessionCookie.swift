internal import HTTP
internal import Operations

/// The cookie that signs a browser in.
struct SessionCookie: Sendable {
  private let isSecure: Bool
  private let name: String
  /// `__Host-` has browsers take it from this very host alone, and over TLS.
  init(isSecure: Bool) {
    self.isSecure = isSecure
    name = isSecure ? SessionCookie.secureName : SessionCookie.plainName
  }

  private static let secureName = "__Host-calento"
  private static let plainName = "calento"

  /// Whether somebody came in with this browser, right or not.
  static func isThere(in head: RequestHead) -> Bool {
    [secureName, plainName].contains { head.cookies[$0]?.isEmpty == false }
  }

  func token(in head: RequestHead) -> String? { head.cookies[name] }

  func keeping(_ token: SessionToken) -> SetCookie? {
    SetCookie(name, token.text, maxAge: SessionToken.lifetime, isSecure: isSecure)
  }

  var removal: SetCookie? { SetCookie(name, "", maxAge: 0, isSecure: isSecure) }
}

/// The cookie of a browser that somebody has signed in with. It stays when they sign out.
struct DeviceCookie: Sendable {
  private let isSecure: Bool
  private let name: String

  init(isSecure: Bool) {
    self.isSecure = isSecure
    name = isSecure ? "__Host-calento-device" : "calento-device"
  }

  func mark(in head: RequestHead) -> DeviceMark? { head.cookies[name].flatMap { DeviceMark(text: $0) } }

  func keeping(_ mark: DeviceMark) -> SetCookie? {
    SetCookie(name, mark.text, maxAge: DeviceMark.lifetime, isSecure: isSecure)
  }
}

extension Response {
  mutating func set(_ cookie: SetCookie?) {
    if let cookie { headers.add(.setCookie, cookie.text) }
  }
}
