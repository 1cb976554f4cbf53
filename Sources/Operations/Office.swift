public import CivilTime
public import Crypto
public import Postgres
public import Reactor
public import Store

internal import struct FoundationEssentials.UUID

/// Where everything is done that Calento does: each verb is a method, in a file of its own name. Loads the facts, lets
/// the rules of time decide, saves all of it in one transaction.
public struct Office: Sendable {
  let database: Database
  let books: Books
  let clock: any Clock
  let ids: UUIDMaker
  let tokens: TokenMaker
  let accounts: AccountKeys

  /// Whether those who ask too often are sent away.
  let isLimiting: Bool

  /// Told when letters were written: whoever sends them need not wait until their time comes round.
  let haveLetters: @Sendable () -> Void

  /// `tokens` is for the purpose "booking".
  public init(
    _ database: Database, books: Books, clock: any Clock, ids: UUIDMaker, tokens: TokenMaker,
    accounts: AccountKeys = .fleeting, isLimiting: Bool = false, haveLetters: @escaping @Sendable () -> Void = {}
  ) {
    self.database = database
    self.books = books
    self.clock = clock
    self.ids = ids
    self.tokens = tokens
    self.accounts = accounts
    self.isLimiting = isLimiting
    self.haveLetters = haveLetters
  }

  public var now: Instant { Instant(microseconds: clock.wall) }

  func freshID() -> UUID {
    ids.make(at: clock.wall / 1_000)
  }

  /// Writes for an owner; what a constraint refuses is given back, and nothing was written then.
  func write(_ queries: [Query], of owner: UserID) async throws -> Conflict? {
    do {
      try await books.write(queries, of: owner)
      return nil
    } catch {
      guard let conflict = Conflict(error) else { throw error }
      return conflict
    }
  }
}
