/// What the books keep in memory; one lock is around all of it.
struct BookState {
  var copies: Shelf<UserID, BookCopy>
  var names: Shelf<String, UserID>
  var flights: [UserID: Flight] = [:]
  var writings: [UserID: [Writing]] = [:]
  var census = Books.Census()

  init(room: Int) {
    copies = Shelf(room: room)
    names = Shelf(room: room / 16)
  }

  /// The owner's copy is of no more use, and neither is what is being read or written now.
  mutating func drop(_ owner: UserID) {
    copies.remove(owner)
    flights[owner] = nil
    for writing in writings[owner] ?? [] { writing.isOvertaken = true }
  }

  mutating func begin(_ writing: Writing) {
    writings[writing.owner, default: []].append(writing)
  }

  mutating func end(_ writing: Writing, _ ending: Writing.Ending) {
    let owner = writing.owner
    let others = writings.removeValue(forKey: owner)?.filter { $0 !== writing } ?? []
    if !others.isEmpty { writings[owner] = others }
    switch ending {
    case .unchanged: return
    case .unknown: drop(owner)
    case .changed(let book) where !writing.isOvertaken:
      if let copy = copies.value(owner), copy.book.version > book.version { return }
      // What is being read may be from before.
      flights[owner] = nil
      keep(book, checkedAt: writing.startedAt)
    case .changed: drop(owner)
    }
  }

  /// Keeps what a flight brought, unless the owner's copy was dropped meanwhile: it may be from before that.
  mutating func land(_ flight: Flight, with book: OwnerBook?) {
    guard flights[flight.owner] === flight else { return }
    flights[flight.owner] = nil
    if let book {
      keep(book, checkedAt: flight.startedAt)
    } else {
      copies.remove(flight.owner)
    }
  }

  private mutating func keep(_ book: OwnerBook, checkedAt: Int64) {
    copies.put(BookCopy(book: book, checkedAt: checkedAt), book.owner.id, bytes: book.bytes)
  }
}

/// A book and when it was last found to be in order: the check was sent no earlier than that (monotonic nanoseconds).
struct BookCopy: Sendable {
  let book: OwnerBook
  let checkedAt: Int64
}

/// Somebody who writes what makes another book of the one at hand.
///
/// `@unchecked Sendable` holds because the flag is touched under the books' lock alone.
final class Writing: @unchecked Sendable {
  let owner: UserID
  let startedAt: Int64

  /// Whether the owner's copy was dropped since it began: then what it makes of the copy may be old.
  fileprivate(set) var isOvertaken = false

  enum Ending {
    case unchanged
    /// The book as it is now, unless the owner's copy was dropped meanwhile.
    case changed(OwnerBook)
    /// It may have been written or not.
    case unknown
  }

  init(_ owner: UserID, at startedAt: Int64) {
    self.owner = owner
    self.startedAt = startedAt
  }
}
