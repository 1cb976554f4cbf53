internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

extension Office {
  /// Makes a secret for an app, in place of one that was not confirmed; nothing is asked for at signing in until a code
  /// was given. Takes the password, lest whoever finds a device signed in shuts its owner out. One that is on stays.
  public func beginSecondFactor(_ password: String, of owner: UserID, caller: Caller) async throws -> GuardedOutcome {
    try await knowing(password, of: owner, caller) { _ in
      let sealed = try accounts.seals.seal(TOTP().secret, context: sealContext(of: owner))
      _ = try await database.query(SecondFactors.begin(sealed, of: owner, at: now))
      return .done
    }
  }

  /// Forgets a secret that was not confirmed.
  public func giveUpSecondFactor(of owner: UserID) async throws {
    _ = try await minding { try await database.query(SecondFactors.giveUp(of: owner)) }
  }
}
