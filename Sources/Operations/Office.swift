public import CivilTime
public import Crypto
public import Postgres
public import Reactor
public import Store

/// Where everything is done that Calento does: each verb is a method of its own, in a file of its own name. Loads the
/// facts, lets the rules of time decide, saves all of it in one transaction.
public struct Office: Sendable {
  let database: Database
  let books: Books
  let clock: any Clock
  let ids: UUIDMaker
  let tokens: TokenMaker

  /// `tokens` is for the purpose "booking".
  public init(_ database: Database, books: Books, clock: any Clock, ids: UUIDMaker, tokens: TokenMaker) {
    self.database = database
    self.books = books
    self.clock = clock
    self.ids = ids
    self.tokens = tokens
  }

  public var now: Instant { Instant(microseconds: clock.wall) }
}

/// Thrown where something could not be done now and nothing was changed: the asker may try again.
public enum Trouble: Error, Hashable, Sendable {
  /// Too much is waiting, or somebody else held the owner's time too long.
  case busy
  /// The database is away.
  case unavailable
}
