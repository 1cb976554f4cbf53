internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What came of deleting a link.
public enum DeleteLinkOutcome: Hashable, Sendable {
  case deleted(Link)
  /// It is not what was looked at any more.
  case changed
  case unknown
}

/// What came of taking a deletion back.
public enum RestoreLinkOutcome: Hashable, Sendable {
  /// `isMoved` where a new link took the address meanwhile.
  case restored(Link, isMoved: Bool)
  case tooMany(limit: Int)
  /// No such link, or deleted too long ago.
  case unknown
}

/// A link that was deleted; its row stays for its bookings.
public struct DeletedLink: Hashable, Sendable {
  public let link: Link
  /// Whether the deletion can be taken back still.
  public let canReturn: Bool
  /// Its bookings that stand and have not begun.
  public let ahead: Int
}

extension Office {
  /// How long a deletion can be taken back.
  private static let secondsToRegret = 86_400

  /// Its bookings stand. `isKnown` says whether it is still what was looked at by whoever wants it deleted.
  @discardableResult
  public func deleteLink(
    _ id: LinkID, of owner: UserID, caller: Caller, ifStill isKnown: (Link) -> Bool = { _ in true }
  ) async throws -> DeleteLinkOutcome {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        guard let link = try LinkShelf(held.answers).living else { return .unknown }
        guard isKnown(link) else { return .changed }
        try await held.commit([
          Links.delete(id, of: owner, at: now), audit("link.delete", link, of: owner, by: caller),
        ])
        return .deleted(link)
      }
    }
  }

  /// Nil where there is none, or it is not deleted.
  public func deletedLink(_ id: LinkID, of owner: UserID) async throws -> DeletedLink? {
    try await minding {
      guard let found = try await shelf(of: owner, and: id).found, found.deletedAt != nil else { return nil }
      let ahead = try await database.query(Bookings.countAhead(by: id, of: owner, at: now)).first?.decode(Int.self)
      return DeletedLink(
        link: found.link, canReturn: Office.regrettable(found, at: now) != nil, ahead: ahead ?? 0)
    }
  }

  private static func regrettable(_ found: FoundLink?, at now: Instant) -> Link? {
    guard let found, let deletedAt = found.deletedAt, now < deletedAt.adding(seconds: secondsToRegret) else {
      return nil
    }
    return found.link
  }

  /// Within a day of its deletion.
  public func restoreLink(_ id: LinkID, of owner: UserID, caller: Caller) async throws -> RestoreLinkOutcome {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        let shelf = try LinkShelf(held.answers)
        if let link = shelf.living { return .restored(link, isMoved: false) }
        guard var link = Office.regrettable(shelf.found, at: now) else { return .unknown }
        guard shelf.slugs.count < Office.mostLinks else { return .tooMany(limit: Office.mostLinks) }
        let slug = link.slug
        link.slug = shelf.slug(besides: slug)
        try await held.commit([
          Links.restore(id, as: link.slug, of: owner, at: now), audit("link.restore", link, of: owner, by: caller),
        ])
        return .restored(link, isMoved: link.slug != slug)
      }
    }
  }
}
