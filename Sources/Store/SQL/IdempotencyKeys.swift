public import CivilTime
public import Crypto
public import Postgres

public import struct FoundationEssentials.UUID

/// `idempotency_keys` and `visitor_keys`: what programs were answered, by the key they sent along.
public enum IdempotencyKeys {
  /// Takes the key for a request that begins now; no row comes back where another has it. A key that is too old is free
  /// again, and one whose request never ended nor did anything may be taken over by the same request.
  public static func take(
    _ key: String, _ fingerprint: Digest, of holder: KeyHolder, at now: Instant, oldBefore: Instant,
    deadBefore: Instant
  ) -> Query {
    """
    INSERT INTO \(holder.table) AS k (\(holder.column), key, fingerprint, begun_at, created_at, updated_at)
    VALUES (\(holder.value), \(key), \(fingerprint.bytes), \(now), \(now), \(now))
    ON CONFLICT (\(holder.column), key) DO UPDATE SET
      fingerprint = excluded.fingerprint, status = NULL, answer = NULL, location = NULL, done_id = NULL,
      begun_at = excluded.begun_at, created_at = excluded.created_at, updated_at = excluded.updated_at
    WHERE k.created_at < \(oldBefore)
      OR (k.status IS NULL AND k.done_id IS NULL AND k.begun_at < \(deadBefore)
        AND k.fingerprint = excluded.fingerprint)
    RETURNING begun_at
    """
  }

  public static func find(_ key: String, of holder: KeyHolder) -> Query {
    """
    SELECT fingerprint, status, answer, location, done_id FROM \(holder.table)
    WHERE \(holder.column) = \(holder.value) AND key = \(key)
    """
  }

  /// What was done for the request, in the transaction that does it.
  static func note(_ resource: UUID, _ ticket: KeyTicket) -> Query {
    "UPDATE \(ticket.holder.table) SET done_id = \(resource) WHERE \(held(by: ticket))"
  }

  public static func keep(_ answer: KeptAnswer, for ticket: KeyTicket, at now: Instant) -> Query {
    """
    UPDATE \(ticket.holder.table) SET status = \(Int16(clamping: answer.status)), answer = \(answer.content),
      location = \(answer.location), updated_at = \(now)
    WHERE \(held(by: ticket))
    """
  }

  public static func release(_ ticket: KeyTicket) -> Query {
    "DELETE FROM \(ticket.holder.table) WHERE \(held(by: ticket)) AND done_id IS NULL"
  }

  /// By who took it at that moment, and has not lost it since.
  private static func held(by ticket: KeyTicket) -> Query {
    """
    \(ticket.holder.column) = \(ticket.holder.value) AND key = \(ticket.key) AND begun_at = \(ticket.begun)
    AND status IS NULL
    """
  }

  /// Which owners have keys older than that.
  public static func owners(withKeysBefore end: Instant, limit: Int) -> Query {
    "SELECT DISTINCT user_id FROM (SELECT user_id FROM idempotency_keys WHERE created_at < \(end) LIMIT \(limit)) k"
  }

  public static func drop(before end: Instant, of owner: UserID) -> Query {
    "DELETE FROM idempotency_keys WHERE user_id = \(owner) AND created_at < \(end)"
  }

  public static func dropVisitors(before end: Instant, limit: Int) -> Query {
    """
    DELETE FROM visitor_keys WHERE (visitor, key) IN (
      SELECT visitor, key FROM visitor_keys WHERE created_at < \(end) LIMIT \(limit))
    """
  }
}

extension KeyHolder {
  fileprivate var table: Query {
    switch self {
    case .owner: "idempotency_keys"
    case .visitor: "visitor_keys"
    }
  }

  fileprivate var column: Query {
    switch self {
    case .owner: "user_id"
    case .visitor: "visitor"
    }
  }

  fileprivate var value: Query {
    switch self {
    case .owner(let owner): "\(owner)"
    case .visitor(let visitor): "\(visitor.bytes)"
    }
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

  /// What was made or changed for it; nil where nothing was yet.
  public let done: UUID?

  public init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    fingerprint = try cells.digest()
    let status: Int16? = try cells.next()
    let (content, location): ([UInt8]?, String?) = (try cells.next(), try cells.next())
    answer = status.map { KeptAnswer(status: Int($0), content: content, location: location) }
    done = try cells.next()
  }
}
