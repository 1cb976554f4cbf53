/// A cookie for the client to keep; without a word sent over this site only, out of scripts' reach.
public struct SetCookie: Sendable {
  /// When the cookie goes along with requests from other sites.
  public enum SameSite: String, Sendable {
    case strict = "Strict"
    /// With plain links to us, but not with other sites' forms.
    case lax = "Lax"
  }

  public let name: String
  public let value: String
  /// In seconds; nil for as long as the browser is open, 0 to forget the cookie.
  public var maxAge: Int?
  public var path = "/"
  public var isSecure: Bool
  public var isHTTPOnly = true
  public var sameSite = SameSite.lax

  /// Nil when the name is no token or the value holds more than RFC 6265 lets a cookie hold.
  public init?(_ name: String, _ value: String, maxAge: Int? = nil, isSecure: Bool) {
    guard !name.isEmpty, ByteSet.token.containsAll(of: name.utf8), ByteSet.cookieValue.containsAll(of: value.utf8)
    else { return nil }
    self.name = name
    self.value = value
    self.maxAge = maxAge
    self.isSecure = isSecure
  }

  /// As `Set-Cookie` says it.
  public var text: String {
    var text = "\(name)=\(value); Path=\(path)"
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    if isSecure { text += "; Secure" }
    if isHTTPOnly { text += "; HttpOnly" }
    return text + "; SameSite=\(sameSite.rawValue)"
  }
}
