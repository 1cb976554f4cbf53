internal import Crypto
internal import Store

/// A token for programs as its owner copies it: what it is, whose it is, and 256 bits of chance. Programs that look for
/// secrets in public places know it by its beginning. Printing it takes asking for `text`.
public struct AccessTokenText: Sendable, CustomStringConvertible, CustomReflectable {
  static let prefix = "calento_"

  private let token: LinkToken

  /// A new one.
  init(of owner: UserID) {
    token = LinkToken(owner: owner.uuid, token: .random())
  }

  init?(_ text: String) {
    guard text.hasPrefix(Self.prefix), let token = LinkToken(text: text.utf8.dropFirst(Self.prefix.utf8.count)) else {
      return nil
    }
    self.token = token
  }

  public var text: String { Self.prefix + token.text }

  var owner: UserID { UserID(token.owner) }
  var digest: Digest { token.token.digest }

  public var description: String { "AccessTokenText(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
