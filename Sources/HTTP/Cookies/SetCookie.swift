/// A cookie for the client to keep; sent back to this host only and out of scripts' reach. One that a browser would
/// refuse or read as something else cannot be made.
public struct SetCookie: Sendable, Equatable {
  /// When the cookie goes along with requests that other sites cause.
  public enum SameSite: String, Sendable {
    case strict = "Strict"
    /// With plain links to us, but not with other sites' forms.
    case lax = "Lax"
  }

  public let name: String
  public let value: String
  /// In seconds; nil for as long as the browser is open, 0 to forget the cookie.
  public let maxAge: Int?
  public let path: String
  public let isSecure: Bool
  public let sameSite: SameSite

  /// Nil when name, value or path hold more than RFC 6265 lets them, or the name's prefix (`__Host-`, `__Secure-`)
  /// promises more than the rest keeps.
  public init?(
    _ name: String, _ value: String, maxAge: Int? = nil, path: String = "/", isSecure: Bool, sameSite: SameSite = .lax
  ) {
    guard !name.isEmpty, ByteSet.token.containsAll(of: name.utf8), ByteSet.cookieValue.containsAll(of: value.utf8),
      path.hasPrefix("/"), path.utf8.allSatisfy({ $0 > Byte.space && $0 < Byte.delete && $0 != Byte.semicolon })
    else { return nil }
    if name.hasPrefix("__Host-"), !isSecure || path != "/" { return nil }
    if name.hasPrefix("__Secure-"), !isSecure { return nil }
    self.name = name
    self.value = value
    self.maxAge = maxAge
    self.path = path
    self.isSecure = isSecure
    self.sameSite = sameSite
  }

  /// The cookie that makes a client forget this one.
  public var removal: SetCookie? {
    SetCookie(name, "", maxAge: 0, path: path, isSecure: isSecure, sameSite: sameSite)
  }

  /// As `Set-Cookie` says it.
  public var text: String {
    var text = "\(name)=\(value); Path=\(path)"
    if let maxAge { text += "; Max-Age=\(maxAge)" }
    if isSecure { text += "; Secure" }
    return text + "; HttpOnly; SameSite=\(sameSite.rawValue)"
  }
}
