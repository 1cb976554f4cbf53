internal import CivilTime
public import Postgres
internal import Reactor

extension Books {
  /// What an owner writes that needs no look at the database first: one transaction, in one round trip, that begins by
  /// raising the owner's version.
  @discardableResult
  public func write(_ queries: [Query], of owner: UserID) async throws(DatabaseError) -> [Rows] {
    // Whatever comes of it: a lost connection leaves open whether it was done.
    defer { drop(owner) }
    return Array(try await database.transaction(sending: [Owners.raise(owner)] + queries).dropFirst())
  }

  /// The same for what was decided by a book, on condition that the owner's version is still the book's. False where it
  /// has moved, and nothing was written.
  public func write(_ queries: [Query], decidedBy book: OwnerBook) async throws -> Bool {
    let owner = book.owner.id
    defer { drop(owner) }
    do {
      return try await database.transaction { transaction in
        // Others of this process may have written while this one waited for its connection.
        guard copy(of: owner) === book else { return false }
        try await transaction.commit(sending: [Owners.raise(owner, from: book.version)] + queries)
        return true
      }
    } catch let error as DatabaseError where Conflict(error) == .moved {
      return false
    }
  }

  /// Everything else: what `reads` give is looked at with the owner's version raised and the owner's row held, so that
  /// nobody changes it meanwhile. What is decided on it is sent by `HeldOwner.commit`; without that nothing is changed.
  public func holding<Outcome>(
    _ owner: UserID, reading reads: [Query] = [], _ body: (HeldOwner) async throws -> Outcome
  ) async throws -> Outcome {
    defer { drop(owner) }
    return try await database.transaction { transaction in
      let answers = try await transaction.send([Owners.raise(owner)] + reads)
      return try await body(HeldOwner(id: owner, answers: Array(answers.dropFirst()), transaction: transaction))
    }
  }

  /// As `holding`, with the owner's book read anew, as it stands under the lock; nil where there is no such owner.
  public func holdingBook<Outcome>(
    of owner: UserID, reading reads: [Query] = [], _ body: (HeldOwner, OwnerBook?) async throws -> Outcome
  ) async throws -> Outcome {
    var daysAhead = copy(of: owner)?.daysAhead ?? BookSpan.usualDaysAhead
    let reading = BookReading(owner: owner, span: BookSpan(now: now, daysAhead: daysAhead))
    return try await holding(owner, reading: reading.queries + reads) { held in
      var book = try reading.book(held.answers.prefix(BookReading.queryCount))
      let held = HeldOwner(
        id: owner, answers: Array(held.answers.dropFirst(BookReading.queryCount)), transaction: held.transaction)
      if let links = book?.links, !reading.span.covers(links) {
        daysAhead = BookSpan.daysAhead(for: links, now: reading.span.now)
        let further = BookReading(owner: owner, span: BookSpan(now: reading.span.now, daysAhead: daysAhead))
        book = try further.book(try await held.transaction.send(further.queries)[...])
      }
      return try await body(held, book)
    }
  }

  private var now: Instant { Instant(microseconds: clock.wall) }
}

/// An owner whose row this transaction holds.
public struct HeldOwner {
  public let id: UserID

  /// What the statements that came along read.
  public let answers: [Rows]
  let transaction: Transaction

  /// The last of it: sent, and committed.
  public func commit(_ queries: [Query]) async throws(DatabaseError) {
    try await transaction.commit(sending: queries)
  }
}
