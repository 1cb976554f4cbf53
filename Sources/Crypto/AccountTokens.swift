/// Makes the tokens that letters to an owner carry, each purpose by itself: who runs one can't do what another is for.
public struct AccountTokens: Sendable {
  /// That the address is theirs.
  public let verification: TokenMaker
  /// A new password in place of a forgotten one.
  public let reset: TokenMaker
  /// That another address is theirs.
  public let newAddress: TokenMaker
  /// That somebody has signed in to an account with this device before.
  public let device: TokenMaker

  public init(current: SecretKey, previous: [SecretKey] = []) throws(KeyRefusal) {
    verification = try TokenMaker(current: current, previous: previous, purpose: "verification")
    reset = try TokenMaker(current: current, previous: previous, purpose: "reset")
    newAddress = try TokenMaker(current: current, previous: previous, purpose: "new address")
    device = try TokenMaker(current: current, previous: previous, purpose: "device")
  }
}
