internal import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// What came of saving a link that a program made.
public enum SaveLinkOutcome: Hashable, Sendable {
  case saved
  case refused(Conflict)
  case unfit(LinkRefusal)
}

/// What came of saving a link's form.
public enum LinkFormOutcome: Hashable, Sendable {
  case saved(Link)
  case refused(LinkRefusals)
  /// The owner has as many links as there may be.
  case tooMany(limit: Int)
  case unknown
}

extension Office {
  /// Links are part of every reading of an owner's book, so there is an end to them.
  public static let mostLinks = 200

  /// The id a new link is saved under.
  public func newLinkID() -> LinkID {
    LinkID(freshID())
  }

  /// A new link, or what an old one is to be from now on.
  public func saveLink(_ link: Link, of owner: UserID, caller: Caller) async throws -> SaveLinkOutcome {
    try await minding {
      do throws(LinkRefusal) {
        for duration in link.durations { _ = try link.rules(lasting: duration) }
      } catch {
        return .unfit(error)
      }
      let queries = [Links.save(link, of: owner), audit("link.save", link, of: owner, by: caller)]
      return try await write(queries, of: owner).map(SaveLinkOutcome.refused) ?? .saved
    }
  }

  /// What a form says of a new link or of an old one. A form of a new link may come twice: the second is the same link.
  public func saveLink(
    _ form: LinkForm, as id: LinkID, isNew: Bool, of owner: UserID, caller: Caller
  ) async throws -> LinkFormOutcome {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        let shelf = try LinkShelf(held.answers)
        let old = shelf.living
        if old == nil, !isNew { return .unknown }
        if old == nil, shelf.slugs.count >= Office.mostLinks { return .tooMany(limit: Office.mostLinks) }
        let draft: LinkDraft
        let slug: String
        do throws(LinkRefusals) {
          draft = try form.read(shelf.surroundings(asking: old?.questions ?? [], freshID: freshQuestionID))
          slug = try shelf.slug(for: draft, of: old?.id)
        } catch {
          return .refused(error)
        }
        // A deleted one keeps its id to itself.
        var link = old ?? Link(id: shelf.found == nil ? id : newLinkID(), title: "", slug: slug, durations: [30])
        link.take(draft, slug: slug)
        let action: StaticString = old == nil ? "link.create" : "link.change"
        try await held.commit([Links.save(link, of: owner), audit(action, link, of: owner, by: caller)])
        return .saved(link)
      }
    }
  }

  /// Short, and never the same twice by chance: the end of a new id.
  func freshQuestionID() -> String {
    let digits = 12
    return String(LinkID(freshID()).description.suffix(digits))
  }

  func audit(_ action: StaticString, _ link: Link, of owner: UserID, by caller: Caller) -> Query {
    AuditLog.insert(
      action, link.id.uuid, of: owner, by: caller, id: freshID(), at: now,
      metadata: [("title", link.title), ("slug", link.slug)])
  }
}
