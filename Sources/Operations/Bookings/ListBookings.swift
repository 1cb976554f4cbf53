internal import CivilTime
internal import Postgres
public import Store

/// What an owner looks for among their bookings.
public struct BookingQuestion: Hashable, Sendable {
  public var list: BookingList
  public var filter: BookingFilter
  public var cursor: BookingCursor?
  public var limit: Int

  /// `limit` is held to what one page may have.
  public init(
    _ list: BookingList, _ filter: BookingFilter = BookingFilter(), cursor: BookingCursor? = nil,
    limit: Int = BookingQuestion.usualLimit
  ) {
    self.list = list
    self.filter = filter
    self.cursor = cursor
    self.limit = min(max(limit, 1), Self.mostAtOnce)
  }

  public static let usualLimit = 25
  public static let mostAtOnce = 500

  /// What a search may be long; what is more is cut.
  public static let longestSearch = 200
}

/// A stretch of a list, in the list's order.
public struct BookingSheet: Sendable {
  public let lines: [BookingLine]

  /// Where the list goes on behind and before these; nil where it does not.
  public let next: BookingCursor?
  public let previous: BookingCursor?

  /// Of all bookings, whatever was asked for.
  public let counts: BookingCounts
}

/// How many bookings are coming, and how many of these wait for an answer.
public struct BookingCounts: Hashable, Sendable {
  public let upcoming: Int
  public let pending: Int
}

extension Office {
  /// All of it is read at one time, in one round trip.
  public func bookings(_ question: BookingQuestion, of owner: UserID) async throws -> BookingSheet {
    try await minding {
      let (now, cursor, limit) = (now, question.cursor, question.limit)
      var filter = question.filter
      filter.search = String(filter.search.prefix(BookingQuestion.longestSearch))
      // One more than is shown tells whether there is more.
      var queries = [
        BookingLists.page(question.list, filter, of: owner, from: cursor, limit: limit + 1, at: now),
        BookingLists.counts(of: owner, at: now),
      ]
      if let cursor { queries.append(BookingLists.beyond(cursor, question.list, filter, of: owner, at: now)) }
      let answers = try await database.transaction(
        TransactionOptions(isolation: .repeatableRead, isReadOnly: true), sending: queries)
      let lines = try answers[0].prefix(limit).map { try BookingLists.read($0) }
      let goesOn = answers[0].count > limit
      let cameFrom = cursor != nil && !answers[2].isEmpty
      let counts = try answers[1].first.map { try BookingLists.readCounts($0) }
      return BookingSheet(
        lines, readsBack: cursor?.readsBack ?? false, goesOn: goesOn, cameFrom: cameFrom,
        counts: BookingCounts(upcoming: counts?.upcoming ?? 0, pending: counts?.pending ?? 0))
    }
  }
}

extension Office {
  /// The links that an owner's bookings came by: those there are, then the deleted ones of which bookings stand.
  public func linksOfBookings(of owner: UserID) async throws -> [LinkOfBookings] {
    try await minding { try await database.query(Links.ofBookings(owner)).map { try Links.readOfBookings($0) } }
  }
}

extension BookingSheet {
  /// `lines` are in the order they were read, which is the list's own backwards where it was read back.
  fileprivate init(
    _ read: [BookingLine], readsBack: Bool, goesOn: Bool, cameFrom: Bool, counts: BookingCounts
  ) {
    lines = readsBack ? read.reversed() : read
    let (hasNext, hasPrevious) = readsBack ? (cameFrom, goesOn) : (goesOn, cameFrom)
    next = hasNext ? lines.last.map { BookingCursor($0, readsBack: false) } : nil
    previous = hasPrevious ? lines.first.map { BookingCursor($0, readsBack: true) } : nil
    self.counts = counts
  }
}
