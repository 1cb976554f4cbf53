internal import CivilTime
internal import Postgres
public import Store

extension Office {
  /// A link that takes bookings, or takes none until it is switched on again. Nil where the owner has no such link.
  public func switchLink(
    _ id: LinkID, on isActive: Bool, of owner: UserID, caller: Caller
  ) async throws -> Link? {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        guard var link = try LinkShelf(held.answers).living else { return nil }
        if link.isActive == isActive { return link }
        link.isActive = isActive
        try await held.commit([
          Links.setActive(isActive, id, of: owner, at: now),
          audit(isActive ? "link.switch_on" : "link.switch_off", link, of: owner, by: caller),
        ])
        return link
      }
    }
  }
}
