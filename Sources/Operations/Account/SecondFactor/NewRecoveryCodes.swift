internal import CivilTime
internal import Crypto
internal import Postgres
public import Store

/// What came of asking for other recovery codes.
public enum RecoveryCodesOutcome: Sendable {
  /// Never told again.
  case made(RecoveryCodes)
  case refused([AccountRefusal])
  /// By this very form, and told then.
  case repeated
  /// There is no second factor that they would stand in for.
  case off
  case tooMany(Wait)
}

extension Office {
  /// Those there were are worthless from then on. `mark` is of those it is to replace, nil for whichever there are: sent
  /// once more, a form does not replace what it made.
  public func newRecoveryCodes(
    _ password: String, replacing mark: String? = nil, of owner: UserID, caller: Caller
  ) async throws -> RecoveryCodesOutcome {
    let codes = RecoveryCodes()
    var obstacle: RecoveryCodesOutcome?
    let outcome = try await knowing(password, of: owner, caller) { _ in
      obstacle = try await database.transaction { transaction in
        let found = try await transaction.send([SecondFactors.lock(of: owner), SecondFactors.firstCode(of: owner)])
        guard !found[0].isEmpty else { return .off }
        if let mark, try mark != Self.mark(found[1]) { return .repeated }
        let now = now
        try await transaction.commit(sending: [
          SecondFactors.deleteCodes(of: owner),
          SecondFactors.insert(codes: codes.digests, of: owner, at: now),
          AuditLog.insert("user.recovery_codes", owner.uuid, of: owner, by: caller, id: freshID(), at: now),
        ])
        return nil
      }
      return .done
    }
    return switch outcome {
    case .done: obstacle ?? .made(codes)
    case .refused(let refusals): .refused(refusals)
    case .tooMany(let wait): .tooMany(wait)
    }
  }

  /// Tells an owner's recovery codes from those before and after them; used or not, it is the same.
  public func recoveryCodesMark(of owner: UserID) async throws -> String {
    try await minding { try Self.mark(try await database.query(SecondFactors.firstCode(of: owner))) }
  }

  private static func mark(_ rows: Rows) throws -> String {
    guard let digest = try rows.first?.decode([UInt8].self) else { return "" }
    return Hex.encode(Array(SHA256.hash(digest).bytes.prefix(8)))
  }
}
