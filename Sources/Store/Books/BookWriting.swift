internal import CivilTime
public import Postgres
internal import Reactor

/// What a decision by an owner's book comes to: what is to be written, and what the book is then.
public struct BookChange: Sendable {
  fileprivate var queries: [Query]
  let added: HeldBooking

  public init(_ queries: [Query], adding booking: Appointment) {
    self.queries = queries
    added = HeldBooking(booking)
  }
}

extension Books {
  /// What an owner writes that needs no look at the database first: one transaction, in one round trip, that begins by
  /// raising the owner's version.
  @discardableResult
  public func write(_ queries: [Query], of owner: UserID) async throws(DatabaseError) -> [Rows] {
    // Whatever comes of it: a lost connection leaves open whether it was done.
    defer { drop(owner) }
    return Array(try await database.transaction(sending: [Owners.raise(owner)] + queries).dropFirst())
  }

  /// What is decided by the copy at hand when its turn to be sent has come, on condition that the owner's version is still
  /// the copy's. False where it has moved, or no copy is at hand, and nothing was written; true too where nothing was to
  /// be.
  public func write(
    of owner: UserID, deciding decide: (OwnerBook) throws -> BookChange?
  ) async throws -> Bool {
    let writing = begin(owner)
    var ending = Writing.Ending.unknown
    defer { end(writing, ending) }
    do {
      return try await database.transaction { transaction in
        guard let book = copy(of: owner) else { return false }
        guard var change = try decide(book) else {
          ending = .unchanged
          return true
        }
        change.queries.insert(Owners.raise(owner, from: book.version), at: 0)
        try await transaction.commit(sending: change.queries)
        ending = .changed(book.adding(change.added, version: book.version + 1))
        return true
      }
    } catch let error as DatabaseError where Conflict(error) == .moved || error.isForeignKeyViolation() {
      // An owner who is gone has no version any more that could have moved: then what belongs to them is missed.
      return false
    }
  }

  /// Everything else: what `reads` give is looked at with the owner's version raised and the owner's row held, so that
  /// nobody changes it meanwhile. What is decided on it is sent by `HeldOwner.commit`; without that nothing is changed.
  public func holding<Outcome>(
    _ owner: UserID, reading reads: [Query] = [], _ body: (HeldOwner) async throws -> Outcome
  ) async throws -> Outcome {
    var outcome: Outcome?
    var mayBeWritten = true
    defer { if mayBeWritten { drop(owner) } }
    do {
      try await database.transaction { transaction in
        let answers = try await transaction.send([Owners.raise(owner)] + reads)
        let held = HeldOwner(id: owner, answers: Array(answers.dropFirst()), transaction: transaction)
        outcome = try await body(held)
        // The raise alone would be committed otherwise.
        if !held.isCommitted { throw NothingWritten() }
      }
    } catch let error as NothingWritten {
      mayBeWritten = false
      guard let outcome else { throw error }
      return outcome
    }
    guard let outcome else { throw NothingWritten() }
    return outcome
  }

  /// As `holding`, with the owner's book read anew, as it stands under the lock; nil where there is no such owner.
  public func holdingBook<Outcome>(
    of owner: UserID, reading reads: [Query] = [], _ body: (HeldOwner, OwnerBook?) async throws -> Outcome
  ) async throws -> Outcome {
    let now = Instant(microseconds: clock.wall)
    let daysAhead = copy(of: owner)?.read.daysAhead ?? BookSpan.usualDaysAhead
    let reading = BookReading(owner: owner, span: BookSpan(now: now, daysAhead: daysAhead))
    return try await holding(owner, reading: reading.queries + reads) { held in
      var book = try reading.book(held.answers.prefix(BookReading.queryCount))
      held.answers.removeFirst(BookReading.queryCount)
      if let links = book?.kept, !reading.span.covers(links) {
        let span = BookSpan(now: now, daysAhead: BookSpan.daysAhead(for: links, now: now))
        let further = BookReading(owner: owner, span: span)
        book = try further.book(try await held.transaction.send(further.queries)[...])
      }
      return try await body(held, book)
    }
  }
}

/// An owner whose row this transaction holds.
public final class HeldOwner {
  public let id: UserID

  /// What the statements that came along read.
  public fileprivate(set) var answers: [Rows]
  fileprivate let transaction: Transaction
  fileprivate private(set) var isCommitted = false

  fileprivate init(id: UserID, answers: [Rows], transaction: Transaction) {
    self.id = id
    self.answers = answers
    self.transaction = transaction
  }

  /// The last of it: sent, and committed.
  public func commit(_ queries: [Query]) async throws(DatabaseError) {
    try await transaction.commit(sending: queries)
    isCommitted = true
  }
}

/// Takes back what a transaction has done so far.
private struct NothingWritten: Error {}
