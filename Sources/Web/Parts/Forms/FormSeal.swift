public import Crypto

/// Makes and knows the token in every form that changes something: who can't read our pages can't send our forms. It
/// is bound to a session, or to a visitor who has none, and needs no memory.
public struct FormSeal: Sendable {
  private let mac: HMAC

  public init(_ key: SecretKey) {
    mac = HMAC(key: key.derived(for: "forms"))
  }

  func token(for subject: String) -> String {
    Base64.url.encode(mac.code(for: subject.utf8).bytes)
  }

  func isGenuine(_ token: String?, for subject: String) -> Bool {
    guard let token else { return false }
    return ConstantTime.equal(token.utf8, self.token(for: subject).utf8)
  }

  /// The field in which forms carry it.
  static let field = "csrf"
}
