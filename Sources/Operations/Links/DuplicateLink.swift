internal import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What came of making a second link of one.
public enum DuplicateLinkOutcome: Hashable, Sendable {
  case made(Link)
  case tooMany(limit: Int)
  case unknown
}

extension Office {
  /// The same once more, to be changed: under an address of its own, works as the first does, and stands on nobody's
  /// list until its owner says so. `naming` gives the copy its title.
  public func duplicateLink(
    _ id: LinkID, of owner: UserID, caller: Caller, naming: (String) -> String
  ) async throws -> DuplicateLinkOutcome {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        let shelf = try LinkShelf(held.answers)
        guard let link = shelf.living else { return .unknown }
        guard shelf.slugs.count < Office.mostLinks else { return .tooMany(limit: Office.mostLinks) }
        var copy = link
        copy.id = newLinkID()
        copy.title = String(naming(link.title).unicodeScalars.prefix(LinkForm.Limit.title))
        copy.slug = shelf.slug(besides: link.slug)
        copy.formerSlugs = []
        copy.isListed = false
        copy.isActive = true
        copy.bookingsCount = 0
        try await held.commit([Links.save(copy, of: owner), audit("link.duplicate", copy, of: owner, by: caller)])
        return .made(copy)
      }
    }
  }
}
