public import CivilTime
public import Crypto
public import Postgres

/// `idempotency_keys`: what programs were answered, by the key they sent along.
public enum IdempotencyKeys {
  /// Takes the key for a request that begins now; no row comes back where another has it. A key that is too old is free
  /// again, and one whose request never ended may be taken over by the same request.
  public static func take(
    _ key: String, _ fingerprint: Digest, of owner: UserID, at now: Instant, oldBefore: Instant, deadBefore: Instant
  ) -> Query {
    """
    INSERT INTO idempotency_keys AS k (user_id, key, fingerprint, begun_at, created_at, updated_at)
    VALUES (\(owner), \(key), \(fingerprint.bytes), \(now), \(now), \(now))
    ON CONFLICT (user_id, key) DO UPDATE SET
      fingerprint = excluded.fingerprint, status = NULL, answer = NULL, location = NULL, begun_at = excluded.begun_at,
      created_at = excluded.created_at, updated_at = excluded.updated_at
    WHERE k.created_at < \(oldBefore)
      OR (k.status IS NULL AND k.begun_at < \(deadBefore) AND k.fingerprint = excluded.fingerprint)
    RETURNING begun_at
    """
  }

  public static func find(_ key: String, of owner: UserID) -> Query {
    "SELECT fingerprint, status, answer, location FROM idempotency_keys WHERE user_id = \(owner) AND key = \(key)"
  }

  /// By who took it at that moment, and has not lost it since.
  public static func keep(
    _ answer: KeptAnswer, for key: String, of owner: UserID, begun: Instant, at now: Instant
  ) -> Query {
    """
    UPDATE idempotency_keys SET status = \(Int16(clamping: answer.status)), answer = \(answer.content),
      location = \(answer.location), updated_at = \(now)
    WHERE user_id = \(owner) AND key = \(key) AND begun_at = \(begun) AND status IS NULL
    """
  }

  public static func release(_ key: String, of owner: UserID, begun: Instant) -> Query {
    """
    DELETE FROM idempotency_keys
    WHERE user_id = \(owner) AND key = \(key) AND begun_at = \(begun) AND status IS NULL
    """
  }

  /// Which owners have keys older than that.
  public static func owners(withKeysBefore end: Instant, limit: Int) -> Query {
    "SELECT DISTINCT user_id FROM (SELECT user_id FROM idempotency_keys WHERE created_at < \(end) LIMIT \(limit)) k"
  }

  public static func drop(before end: Instant, of owner: UserID) -> Query {
    "DELETE FROM idempotency_keys WHERE user_id = \(owner) AND created_at < \(end)"
  }
}

/// What a request was answered.
public struct KeptAnswer: Hashable, Sendable {
  public let status: Int
  public let content: [UInt8]?
  public let location: String?

  public init(status: Int, content: [UInt8]?, location: String?) {
    self.status = status
    self.content = content
    self.location = location
  }
}

/// A key that was taken before, and what came of its request.
public struct TakenKey: Sendable {
  public let fingerprint: Digest

  /// Nil while the request is under way.
  public let answer: KeptAnswer?

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    fingerprint = try cells.digest()
    let status: Int16? = try cells.next()
    let (content, location): ([UInt8]?, String?) = (try cells.next(), try cells.next())
    answer = status.map { KeptAnswer(status: Int($0), content: content, location: location) }
  }
}
