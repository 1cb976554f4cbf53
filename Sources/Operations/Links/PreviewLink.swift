public import CivilTime
public import Scheduling
public import Store

/// What a guest would be offered by a link as it is being written.
public struct LinkPreview: Sendable {
  /// Nil where the form is not good yet.
  public let link: Link?
  public let zone: Zone

  /// The first day with free times; nil where there is none within the days that were looked at.
  public let day: SlotDay?

  /// Free times on that many days from today on.
  public let count: Int
  public static let days = 14
}

extension Office {
  /// Nothing is kept. `id` is the link that is being changed; a new one has none.
  public func previewLink(_ form: LinkForm, as id: LinkID?, of owner: UserID) async throws -> LinkPreview {
    try await minding {
      let shelf = try await shelf(of: owner, and: id ?? newLinkID())
      guard let draft = try? form.read(shelf.surroundings(at: now, freshID: freshQuestionID)),
        let book = try await books.book(of: owner)
      else { return LinkPreview(link: nil, zone: shelf.usualZone, day: nil, count: 0) }
      var link = shelf.living ?? Link(id: newLinkID(), title: "", slug: "", durations: [30])
      link.take(draft, slug: draft.slug ?? link.slug)
      let zone = book.schedule(of: link).zone
      let today = zone.local(now).date
      let days = try offered(link, today...today.adding(days: LinkPreview.days - 1), in: zone, book)
      return LinkPreview(
        link: link, zone: zone, day: days.first, count: days.reduce(0) { $0 + $1.slots.count })
    }
  }

  /// Whether it is switched on or over is left aside: the owner sees what they are about to offer.
  private func offered(
    _ link: Link, _ dates: ClosedRange<LocalDate>, in zone: Zone, _ book: OwnerBook
  ) throws -> [SlotDay] {
    let finder = try book.finder(link, lasting: link.duration, now: now)
    let hull = SlotDay.hull(of: dates, in: zone)
    let slots = finder.slots(in: TimeRange(from: hull.start, to: min(hull.end, book.lastOffer)))
    return SlotDay.group(slots, dates, in: zone)
  }
}
