internal import CivilTime
internal import Postgres
internal import Scheduling

/// Reads all of an owner's book in one go.
struct BookReading {
  let owner: UserID
  let span: BookSpan

  /// The version stands in the first one: what the later ones read is never older.
  var queries: [Query] {
    [
      OwnerSettings.query(owner, overridesFrom: Zone.utc.local(span.now).date.adding(days: -2)),
      Links.all(of: owner, at: span.now),
      Bookings.holding(span.range, of: owner),
      Events.single(span.range, of: owner),
      Events.series(span.range, of: owner),
    ]
  }

  static let queryCount = 5

  /// Nil where there is no such owner.
  func book(_ answers: ArraySlice<Rows>) throws(DatabaseError) -> OwnerBook? {
    let answers = Array(answers)
    guard answers.count == Self.queryCount, let settings = try OwnerSettings.read(answers[0]) else { return nil }
    var (links, retired): ([Link], [Link]) = ([], [])
    links.reserveCapacity(answers[1].count)
    for row in answers[1] {
      let (link, isDeleted) = try Links.readKept(row)
      if isDeleted { retired.append(link) } else { links.append(link) }
    }
    var bookings: [HeldBooking] = []
    bookings.reserveCapacity(answers[2].count)
    for row in answers[2] { bookings.append(try HeldBooking(row)) }
    let busy = try BusyReader.stretches(
      single: answers[3], series: answers[4], in: span.range, ownerZone: settings.owner.zone)
    return OwnerBook(settings, links: links, retired: retired, bookings: bookings, busy: busy, read: span)
  }
}

extension HeldBooking {
  fileprivate init(_ row: Row) throws(DatabaseError) {
    var cells = Cells(row)
    let (id, link, event): (BookingID, LinkID, EventID) = (try cells.id(), try cells.id(), try cells.id())
    self.init(
      id: id, link: link, event: event, time: TimeRange(from: try cells.next(), to: try cells.next()),
      bufferBefore: try cells.minutes(), bufferAfter: try cells.minutes(), guests: 1 + (try cells.next(Int.self)))
  }
}
