internal import CivilTime
internal import Guard
public import Postgres
public import Reactor

/// The owners' books, kept in memory. A copy that was found in order less than `freshness` ago is given out as it is; an
/// older one is first held against the owner's version in the database. Whoever writes goes through here too, and what
/// was written is in this process's copy, or the copy is gone: so a page is right at the next request here, and
/// `freshness` later everywhere.
public final class Books: Sendable {
  let database: Database
  let clock: any Clock
  private let freshness: Int64
  private let versions: VersionChecks
  private let state: Guarded<BookState>

  /// - Parameters:
  ///   - freshness: How long a copy is given out without being checked; none checks every time.
  ///   - room: What all copies may take, in bytes; none keeps no copy.
  public init(
    _ database: Database, clock: any Clock, freshness: Duration = .milliseconds(100), room: Int = 64 << 20
  ) {
    self.database = database
    self.clock = clock
    self.freshness = freshness.nanoseconds
    versions = VersionChecks(database)
    state = Guarded(BookState(room: room))
  }

  /// How books came to those who asked for them, since the start.
  public struct Census: Sendable, Equatable {
    /// From memory, as they were.
    public var served = 0
    /// After a look at the owner's version.
    public var checked = 0
    /// Read from the database.
    public var read = 0
    /// Brought by somebody else's check or reading.
    public var shared = 0
  }

  public var census: Census { state.withLock { $0.census } }

  // MARK: Reading

  /// The owner's book, not older than `freshness`; nil where there is no such owner.
  public func book(of owner: UserID) async throws -> OwnerBook? {
    let asked = clock.monotonic
    while true {
      switch board(owner, asked) {
      case .served(let book): return book
      case .wait(let flight):
        switch await flight.wait() {
        case .found(let book, let at) where asked - at < freshness: return book
        case .failed(let error): throw error
        case .found, .nothing: continue
        }
      case .fly(let flight, let known): return try await fly(flight, known)
      }
    }
  }

  /// The same by the name in the owner's addresses, in small letters.
  public func book(named username: String) async throws -> OwnerBook? {
    if let owner = state.withLock({ $0.names.value(username) }) {
      if let book = try await book(of: owner), book.owner.username == username { return book }
      // Renamed or gone; perhaps somebody else has the name now.
      state.withLock { _ = $0.names.remove(username) }
    }
    guard let row = try await database.query(Owners.id(named: username)).first else { return nil }
    let owner = try row.decode(UserID.self)
    var book = try await book(of: owner)
    if book?.owner.username != username {
      // The name is newer than the copy.
      drop(owner)
      book = try await self.book(of: owner)
    }
    guard let book, book.owner.username == username else { return nil }
    state.withLock { $0.names.put(owner, username, bytes: username.utf8.count + 64) }
    return book
  }

  /// The version of the copy at hand if nothing needs to be waited for: it was found in order less than `freshness` ago.
  public func checkedVersion(of owner: UserID) -> Int64? {
    let asked = clock.monotonic
    return state.withLock { state in
      guard let copy = state.copies.value(owner), asked - copy.checkedAt < freshness, isGood(copy.book) else {
        return nil
      }
      state.census.served += 1
      return copy.book.version
    }
  }

  /// The copy at hand, however old: for a decision that is held against the database by its version.
  public func copy(of owner: UserID) -> OwnerBook? {
    state.withLock { $0.copies.value(owner)?.book }.flatMap { isGood($0) ? $0 : nil }
  }

  /// The same by name; read anew where there is none at hand.
  public func copy(named username: String) async throws -> OwnerBook? {
    if let owner = state.withLock({ $0.names.value(username) }), let book = copy(of: owner),
      book.owner.username == username
    {
      return book
    }
    return try await book(named: username)
  }

  /// Forgets this process's copy; what is being read or written just now is not kept either.
  public func drop(_ owner: UserID) {
    state.withLock { $0.drop(owner) }
  }

  // MARK: Flights

  private enum Boarding {
    case served(OwnerBook)
    case wait(Flight)
    case fly(Flight, OwnerBook?)
  }

  private func board(_ owner: UserID, _ asked: Int64) -> Boarding {
    state.withLock { state in
      let copy = state.copies.value(owner)
      if let copy, asked - copy.checkedAt < freshness, isGood(copy.book) {
        state.census.served += 1
        return .served(copy.book)
      }
      if let flight = state.flights[owner] {
        state.census.shared += 1
        return .wait(flight)
      }
      let flight = Flight(owner, at: clock.monotonic)
      state.flights[owner] = flight
      return .fly(flight, copy?.book)
    }
  }

  private func isGood(_ book: OwnerBook) -> Bool {
    Instant(microseconds: clock.wall) < book.read.goodUntil
  }

  private func fly(_ flight: Flight, _ known: OwnerBook?) async throws(DatabaseError) -> OwnerBook? {
    do {
      let book = try await current(flight.owner, known)
      state.withLock { $0.land(flight, with: book) }
      flight.land(.found(book, at: flight.startedAt))
      return book
    } catch {
      state.withLock { $0.land(flight, with: nil) }
      // Who is cancelled speaks for nobody else: the others try for themselves.
      flight.land(error.kind == .cancelled ? .nothing : .failed(error))
      throw error
    }
  }

  /// The copy where it is of the version that stands, a new one where not.
  private func current(_ owner: UserID, _ known: OwnerBook?) async throws(DatabaseError) -> OwnerBook? {
    if let known, isGood(known) {
      state.withLock { $0.census.checked += 1 }
      if try await versions.version(of: owner) == known.version { return known }
    }
    state.withLock { $0.census.read += 1 }
    return try await read(owner, daysAhead: known?.read.daysAhead)
  }

  private func read(_ owner: UserID, daysAhead: Int?) async throws(DatabaseError) -> OwnerBook? {
    var daysAhead = daysAhead ?? BookSpan.usualDaysAhead
    while true {
      let span = BookSpan(now: Instant(microseconds: clock.wall), daysAhead: daysAhead)
      let reading = BookReading(owner: owner, span: span)
      let answers = try await database.transaction(TransactionOptions(isReadOnly: true), sending: reading.queries)
      guard let book = try reading.book(answers[...]) else { return nil }
      if span.covers(book.kept) { return book }
      daysAhead = BookSpan.daysAhead(for: book.kept, now: span.now)
    }
  }

  // MARK: Writings

  func begin(_ owner: UserID) -> Writing {
    let writing = Writing(owner, at: clock.monotonic)
    state.withLock { $0.begin(writing) }
    return writing
  }

  func end(_ writing: Writing, _ ending: Writing.Ending) {
    state.withLock { $0.end(writing, ending) }
  }
}
