public import CivilTime
public import Postgres

/// `jobs`: which server does what is done again and again, and when it was done last. Who holds a job keeps it by
/// saying so before the lease ends; where they don't, another server takes it.
public enum JobLeases {
  /// Makes sure that the job has its row.
  public static func announce(_ job: String, at now: Instant) -> Query {
    """
    INSERT INTO jobs (name, next_run_at, created_at, updated_at) VALUES (\(job), \(now), \(now), \(now))
    ON CONFLICT (name) DO NOTHING
    """
  }

  /// Takes or keeps the job; answers when it is next to run, or no row where another server holds it.
  public static func hold(_ job: String, by server: String, until end: Instant, at now: Instant) -> Query {
    """
    UPDATE jobs SET locked_by = \(server), locked_until = \(end), updated_at = \(now)
    WHERE name = \(job) AND (locked_by IS NULL OR locked_by = \(server) OR locked_until <= \(now))
    RETURNING next_run_at
    """
  }

  public static func ran(
    _ job: String, by server: String, at now: Instant, next: Instant, error: String?
  ) -> Query {
    """
    UPDATE jobs SET last_run_at = \(now), next_run_at = \(next), last_error = left(\(error), 2000), updated_at = \(now)
    WHERE name = \(job) AND locked_by = \(server)
    """
  }

  public static func release(_ job: String, by server: String, at now: Instant) -> Query {
    """
    UPDATE jobs SET locked_by = NULL, locked_until = NULL, updated_at = \(now)
    WHERE name = \(job) AND locked_by = \(server)
    """
  }
}
