public import CivilTime
public import Crypto
public import Postgres

/// `second_factors` and `recovery_codes`: what an owner shows besides a password. Secrets come here sealed, recovery
/// codes by their digests.
public enum SecondFactors {
  /// Being set up, in place of one that was. One that is on stays as it is.
  public static func begin(_ sealed: [UInt8], of owner: UserID, at now: Instant) -> Query {
    """
    INSERT INTO second_factors AS f (user_id, secret, created_at, updated_at)
    VALUES (\(owner), \(sealed), \(now), \(now))
    ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at,
      updated_at = excluded.updated_at
    WHERE f.enabled_at IS NULL
    """
  }

  public static func find(of owner: UserID) -> Query {
    """
    SELECT secret, enabled_at, last_step, created_at,
      (SELECT count(*) FROM recovery_codes r WHERE r.user_id = f.user_id AND used_at IS NULL)
    FROM second_factors f WHERE user_id = \(owner)
    """
  }

  public static func isOn(for owner: UserID) -> Query {
    "SELECT EXISTS (SELECT FROM second_factors WHERE user_id = \(owner) AND enabled_at IS NOT NULL)"
  }

  /// Keeps it as it is until the transaction ends: a row, where it is on.
  public static func lock(of owner: UserID) -> Query {
    "SELECT user_id FROM second_factors WHERE user_id = \(owner) AND enabled_at IS NOT NULL FOR UPDATE"
  }

  /// From now on it is asked for, unless another secret was made meanwhile.
  public static func enable(_ sealed: [UInt8], of owner: UserID, step: Int64, at now: Instant) -> Query {
    """
    UPDATE second_factors SET enabled_at = \(now), last_step = \(step), updated_at = \(now)
    WHERE user_id = \(owner) AND secret = \(sealed) AND enabled_at IS NULL
    """
  }

  /// Takes a step's code, unless it or a later one was taken.
  public static func take(step: Int64, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE second_factors SET last_step = \(step), updated_at = \(now)
    WHERE user_id = \(owner) AND enabled_at IS NOT NULL AND last_step < \(step)
    """
  }

  /// Recovery codes go with it.
  public static func delete(of owner: UserID) -> Query {
    "DELETE FROM second_factors WHERE user_id = \(owner) AND enabled_at IS NOT NULL"
  }

  /// Where it is being set up.
  public static func giveUp(of owner: UserID) -> Query {
    "DELETE FROM second_factors WHERE user_id = \(owner) AND enabled_at IS NULL"
  }

  public static func insert(codes: [Digest], of owner: UserID, at now: Instant) -> Query {
    """
    INSERT INTO recovery_codes (user_id, code_hash, created_at, updated_at)
    SELECT \(owner), c, \(now), \(now) FROM unnest(\(codes.map(\.bytes))::bytea[]) c
    """
  }

  /// By its digest: whichever is first in their order.
  public static func firstCode(of owner: UserID) -> Query {
    "SELECT code_hash FROM recovery_codes WHERE user_id = \(owner) ORDER BY code_hash LIMIT 1"
  }

  public static func deleteCodes(of owner: UserID) -> Query {
    "DELETE FROM recovery_codes WHERE user_id = \(owner)"
  }

  public static func take(code: Digest, of owner: UserID, at now: Instant) -> Query {
    """
    UPDATE recovery_codes SET used_at = \(now), updated_at = \(now)
    WHERE user_id = \(owner) AND code_hash = \(code.bytes) AND used_at IS NULL
      AND EXISTS (SELECT FROM second_factors WHERE user_id = \(owner) AND enabled_at IS NOT NULL)
    """
  }
}

/// An owner's second factor, on or being set up.
public struct FoundSecondFactor: Sendable {
  public let sealedSecret: [UInt8]
  /// Nil while it is being set up.
  public let enabledAt: Instant?
  public let lastStep: Int64
  public let createdAt: Instant
  public let codesLeft: Int

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    sealedSecret = try cells.next()
    enabledAt = try cells.next()
    lastStep = try cells.next()
    createdAt = try cells.next()
    codesLeft = try cells.next()
  }
}
