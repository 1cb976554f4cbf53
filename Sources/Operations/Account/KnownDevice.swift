internal import Crypto
public import Store

/// What a device keeps from signing in, for good: whoever has it is no stranger to that account, and is counted by
/// themselves when passwords are tried. It lets nobody in, and says to nobody whose account it is.
public struct DeviceMark: Sendable, CustomStringConvertible, CustomReflectable {
  /// To be kept in a cookie: a number by chance, and a code that goes with it and with one account.
  public var text: String { Base64.url.encode(nonce.bytes + code) }

  /// In seconds: as long as browsers keep anything.
  public static let lifetime = 400 * 24 * 3_600

  public var description: String { "DeviceMark(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  fileprivate let nonce: TokenNonce
  private let code: [UInt8]

  fileprivate init(_ nonce: TokenNonce, of owner: UserID, by maker: TokenMaker) {
    self.nonce = nonce
    code = maker.token(row: owner.uuid, nonce: nonce).digest.bytes
  }

  /// Nil for what is no mark at all. Whether it is one of ours, `isOf` says.
  public init?(text: String) {
    guard let bytes = try? Base64.url.decode(Array(text.utf8)), bytes.count == TokenNonce.length + Digest.length,
      let nonce = TokenNonce(bytes.prefix(TokenNonce.length))
    else { return nil }
    self.nonce = nonce
    code = Array(bytes.dropFirst(TokenNonce.length))
  }

  fileprivate func isOf(_ owner: UserID, by maker: TokenMaker) -> Bool {
    guard let digest = Digest(code) else { return false }
    return maker.token(row: owner.uuid, nonce: nonce, matching: digest) != nil
  }
}

extension Office {
  /// What the device is to keep from which somebody has just signed in: what it has, where that is of the same account.
  public func deviceMark(of owner: UserID, keeping mark: DeviceMark? = nil) -> DeviceMark {
    if let mark, mark.isOf(owner, by: accounts.makers.device) { return mark }
    return DeviceMark(.random(), of: owner, by: accounts.makers.device)
  }

  /// By what the tries of a device are counted that is no stranger to the account; nil for any other.
  func counter(of mark: DeviceMark?, at account: Account?) -> String? {
    guard let mark, let account, mark.isOf(account.id, by: accounts.makers.device) else { return nil }
    return mark.text
  }
}
