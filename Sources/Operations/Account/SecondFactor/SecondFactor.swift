public import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// Whether an owner shows more than a password to come in.
public enum SecondFactor: Sendable {
  case off
  /// An app is being told the secret; nobody is asked for a code yet.
  case beingSetUp(SecondFactorSetup)
  case on(since: Instant, codesLeft: Int)
}

/// What an app has to be told. Printing it takes asking for its parts.
public struct SecondFactorSetup: Sendable, CustomStringConvertible, CustomReflectable {
  /// To be typed, in base 32.
  public let secret: String
  /// To be read by a camera: the same and what to call it, as an `otpauth:` address.
  public let address: String

  public var description: String { "SecondFactorSetup(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Bounds of second factors.
enum SecondFactorLimits {
  /// Seconds in which one is set up; a page left open for longer shows its secret no more.
  static let settingUp = 3_600
  /// What apps show above the code.
  static let issuer = "Calento"
}

extension Office {
  public func secondFactor(of owner: Owner) async throws -> SecondFactor {
    try await minding {
      guard let found = try await foundSecondFactor(of: owner.id) else { return .off }
      if let since = found.enabledAt { return .on(since: since, codesLeft: found.codesLeft) }
      guard let totp = totp(found, of: owner.id) else { return .off }
      return .beingSetUp(
        SecondFactorSetup(
          secret: totp.text, address: totp.address(issuer: SecondFactorLimits.issuer, account: owner.email)))
    }
  }

  /// Nil for none, and for one whose setting up was given up.
  func foundSecondFactor(of owner: UserID) async throws -> FoundSecondFactor? {
    let found = try await database.query(SecondFactors.find(of: owner)).first.map(FoundSecondFactor.init)
    guard let found, found.enabledAt == nil else { return found }
    return found.createdAt > now.adding(seconds: -SecondFactorLimits.settingUp) ? found : nil
  }

  /// Nil where none of our keys opens it: the house's keys were replaced and the old ones thrown away.
  func totp(_ found: FoundSecondFactor, of owner: UserID) -> TOTP? {
    let secret = try? accounts.seals.open(found.sealedSecret, context: sealContext(of: owner))
    return secret.flatMap { TOTP(secret: $0) }
  }

  /// Copied into another owner's row, a sealed secret does not open.
  func sealContext(of owner: UserID) -> [UInt8] {
    Array("second_factors.secret \(owner)".utf8)
  }
}
