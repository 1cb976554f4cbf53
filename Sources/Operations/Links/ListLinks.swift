public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// One of an owner's links, ready to be changed.
public struct LinkToEdit: Hashable, Sendable {
  public let link: Link
  public let form: LinkForm

  /// Those the link may go by, the usual one first.
  public let schedules: [ScheduleChoice]

  /// What the link's dates are meant in.
  public let zone: Zone
}

extension Office {
  /// An owner's links by title: all of them, or those with these words in title or address, or those behind a place.
  public func links(
    of owner: UserID, matching words: String = "", behind cursor: NameCursor? = nil
  ) async throws -> [ListedLink] {
    try await minding {
      let rows = try await database.query(Links.listed(of: owner, behind: cursor, at: now))
      let links = try rows.map { try Links.readListed($0) }
      let words = words.lowercased().split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { return links }
      return links.filter { listed in
        let text = "\(listed.link.title) \(listed.link.slug)".lowercased()
        let plain = Slug(of: listed.link.title).text
        return words.allSatisfy { text.contains($0) || plain.contains($0) }
      }
    }
  }

  /// One of them, as a form shows it; nil where the owner has no such link.
  public func link(_ id: LinkID, of owner: UserID) async throws -> LinkToEdit? {
    try await minding {
      try await shelf(of: owner, and: id).toEdit
    }
  }

  /// The schedules a new link may go by, the usual one first.
  public func linkSchedules(of owner: UserID) async throws -> [ScheduleChoice] {
    try await minding {
      try await database.query(Links.schedules(of: owner)).map { try Links.readSchedule($0) }
    }
  }

  func shelf(of owner: UserID, and link: LinkID) async throws -> LinkShelf {
    try LinkShelf(
      try await database.transaction(
        TransactionOptions(isReadOnly: true), sending: LinkShelf.reads(of: owner, and: link)))
  }
}
