internal import CivilTime
internal import Postgres
public import Store

/// What came of asking for other recovery codes.
public enum RecoveryCodesOutcome: Sendable {
  /// Never told again.
  case made(RecoveryCodes)
  case refused([AccountRefusal])
  /// There is no second factor that they would stand in for.
  case off
  case tooMany(Wait)
}

extension Office {
  /// Those there were are worthless from then on.
  public func newRecoveryCodes(
    _ password: String, of owner: UserID, caller: Caller
  ) async throws -> RecoveryCodesOutcome {
    let codes = RecoveryCodes()
    var isOn = true
    let outcome = try await knowing(password, of: owner, caller) { _ in
      isOn = try await database.transaction { transaction in
        let found = try await transaction.query(SecondFactors.lock(of: owner))
        guard !found.isEmpty else { return false }
        let now = now
        try await transaction.commit(sending: [
          SecondFactors.deleteCodes(of: owner),
          SecondFactors.insert(codes: codes.digests, of: owner, at: now),
          AuditLog.insert("user.recovery_codes", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ])
        return true
      }
      return .done
    }
    return switch outcome {
    case .done: isOn ? .made(codes) : .off
    case .refused(let refusals): .refused(refusals)
    case .tooMany(let wait): .tooMany(wait)
    }
  }
}
