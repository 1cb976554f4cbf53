internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What came of taking a deletion back.
public enum RestoreLinkOutcome: Hashable, Sendable {
  /// `isMoved` where a new link took the address meanwhile.
  case restored(Link, isMoved: Bool)
  case tooMany(limit: Int)
  /// No such link, or deleted too long ago.
  case unknown
}

extension Office {
  /// How long a deletion can be taken back.
  private static let secondsToRegret = 86_400

  /// Its bookings stand. Nil where the owner has no such link.
  @discardableResult
  public func deleteLink(_ id: LinkID, of owner: UserID, caller: Caller) async throws -> Link? {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        guard let link = try LinkShelf(held.answers).living else { return nil }
        try await held.commit([
          Links.delete(id, of: owner, at: now), audit("link.delete", link, of: owner, by: caller),
        ])
        return link
      }
    }
  }

  /// One whose deletion can be taken back still.
  public func deletedLink(_ id: LinkID, of owner: UserID) async throws -> Link? {
    try await minding { Office.regrettable(try await shelf(of: owner, and: id).found, at: now) }
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
