public import Postgres
public import Reactor

/// What guests' pages are made of, kept in memory owner by owner.
public final class Books: Sendable {
  public init(_ database: Database, clock: any Clock) {
  }
}
