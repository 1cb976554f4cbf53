public import CivilTime
public import Crypto
public import Postgres

/// `rate_limits`: how much of their allowance everybody has used lately, agreed on by all servers. The generic cell rate
/// algorithm: one instant a key, moved ahead by the pace with everything that is asked for; it may run ahead of the clock
/// by so much and no further.
public enum RateLimits {
  /// Takes one turn where there is one, at a pace of one every so many seconds, and `burst` of them at once after a pause.
  public static func take(_ key: Digest, every seconds: Int, burst: Int, at now: Instant) -> Query {
    let pace = Int64(seconds) * Instant.microsecondsPerSecond
    let latest = now.adding(seconds: (burst - 1) * seconds)
    // Where no turn is left nothing is written; the row as it was tells how long to wait.
    return """
      WITH taken AS (
        INSERT INTO rate_limits AS l (key, busy_until)
        VALUES (\(key.bytes), \(now) + \(pace) * interval '1 microsecond')
        ON CONFLICT (key) DO UPDATE
          SET busy_until = greatest(l.busy_until, \(now)) + \(pace) * interval '1 microsecond'
          WHERE l.busy_until <= \(latest)
        RETURNING busy_until)
      SELECT true, busy_until FROM taken
      UNION ALL
      SELECT false, busy_until FROM rate_limits WHERE key = \(key.bytes) AND NOT EXISTS (SELECT FROM taken)
      """
  }

  /// Rows that say nothing any more.
  public static func sweep(at now: Instant) -> Query {
    "DELETE FROM rate_limits WHERE busy_until < \(now)"
  }
}
