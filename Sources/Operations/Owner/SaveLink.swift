internal import Postgres
public import Scheduling
public import Store

/// What came of saving a link.
public enum SaveLinkOutcome: Hashable, Sendable {
  case saved
  case refused(Conflict)
  case unfit(LinkRefusal)
}

extension Office {
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
      let audit = AuditLog.insert("link.save", link.id.uuid, of: owner, by: caller, id: freshID(), at: now)
      return try await write([Links.save(link, of: owner), audit], of: owner).map(SaveLinkOutcome.refused) ?? .saved
    }
  }

  /// Its bookings stand.
  public func deleteLink(_ link: LinkID, of owner: UserID, caller: Caller) async throws {
    try await minding {
      let audit = AuditLog.insert("link.delete", link.uuid, of: owner, by: caller, id: freshID(), at: now)
      try await books.write([Links.delete(link, of: owner), audit], of: owner)
    }
  }
}
