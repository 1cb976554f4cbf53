public import CivilTime
internal import Scheduling
public import Store

/// What is found behind `/{username}/{slug}`. Indirect, as it is much that goes through many hands.
public indirect enum LinkFinding: Sendable {
  case open(OpenLink)
  case closed(ClosedLink)
  /// No such link, or none any more, of an owner who is there.
  case missing(from: Owner)
  case nothing
}

/// A link that exists and takes no bookings.
public struct ClosedLink: Sendable {
  public let owner: Owner
  public let link: Link
  public let reason: LinkClosing
  public let version: Int64
}

/// A link that takes bookings, with the facts its times are found in, all of one version and one moment.
public struct OpenLink: Sendable {
  public let link: Link

  /// What the link's hours, limits and dates are read in.
  public let zone: Zone

  /// When it was looked at.
  public let now: Instant

  let book: OwnerBook

  /// Where its bookings are written.
  let calendar: CalendarID

  /// The booking that asks for another time.
  let moving: BookingID?

  /// Those that are moved along with it: they are in nobody's way.
  let along: Set<BookingID>

  /// How many seats of a group are asked for: one by who is not known yet.
  let party: Int

  init(
    _ link: Link, in book: OwnerBook, calendar: CalendarID, moving: BookingID? = nil,
    along: Set<BookingID> = [], party: Int = 1, now: Instant
  ) {
    self.link = link
    zone = book.schedule(of: link).zone
    self.now = now
    self.book = along.isEmpty ? book : book.without(along)
    self.along = along
    self.calendar = calendar
    self.moving = moving
    self.party = link.isGroup ? party : 1
  }

  public var owner: Owner { book.owner }

  /// Everything here stays what it is while the owner's version is this one, until the `expiry` of what was asked.
  public var version: Int64 { book.version }
}

extension Office {
  public func link(_ slug: String, of username: String) async throws -> LinkFinding {
    try await minding {
      guard let name = foldedUsername(username), let book = try await books.book(named: name) else { return .nothing }
      return LinkFinding(slug, in: book, now: now)
    }
  }
}

extension Office {
  /// The same by the facts at hand, however old: for a booking, which finds out by itself whether they still hold.
  public func knownLink(_ slug: String, of username: String) async throws -> LinkFinding {
    try await minding {
      guard let name = foldedUsername(username), let book = try await books.copy(named: name) else { return .nothing }
      return LinkFinding(slug, in: book, now: now)
    }
  }
}

extension LinkFinding {
  init(_ slug: String, in book: OwnerBook, now: Instant) {
    guard book.owner.isActive else {
      self = .nothing
      return
    }
    guard let link = book.link(slug) else {
      self = .missing(from: book.owner)
      return
    }
    // Without a calendar there is no place for bookings.
    if link.closing(at: now) == nil, let calendar = book.calendar {
      self = .open(OpenLink(link, in: book, calendar: calendar, now: now))
    } else {
      let reason = link.closing(at: now) ?? .switchedOff
      self = .closed(ClosedLink(owner: book.owner, link: link, reason: reason, version: book.version))
    }
  }
}
