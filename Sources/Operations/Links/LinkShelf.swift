internal import CivilTime
internal import Postgres
internal import Scheduling
internal import Store

/// What is looked at before a link is written: the link itself, its neighbours' addresses, and the schedules there are.
struct LinkShelf {
  let found: FoundLink?
  let slugs: [LinkID: String]
  let schedules: [ScheduleChoice]

  static func reads(of owner: UserID, and link: LinkID) -> [Query] {
    [Links.find(link, of: owner), Links.slugs(of: owner), Links.schedules(of: owner)]
  }

  init(_ answers: [Rows]) throws(DatabaseError) {
    found = try answers[0].first.map { row throws(DatabaseError) in try Links.readFound(row) }
    var slugs: [LinkID: String] = [:]
    for row in answers[1] {
      let (link, slug) = try Links.readSlug(row)
      slugs[link] = slug
    }
    self.slugs = slugs
    schedules = try answers[2].map { row throws(DatabaseError) in try Links.readSchedule(row) }
  }

  /// The link, unless it was deleted.
  var living: Link? { found.flatMap { $0.deletedAt == nil ? $0.link : nil } }

  /// The same with the form that says what it is.
  var toEdit: LinkToEdit? {
    living.map { link in
      let zone = zone(of: link)
      return LinkToEdit(link: link, form: LinkForm(link, in: zone), schedules: schedules, zone: zone)
    }
  }

  /// What a form of the link is read against.
  func surroundings(at now: Instant, freshID: @escaping @Sendable () -> String) -> LinkForm.Surroundings {
    LinkForm.Surroundings(
      zones: Dictionary(schedules.map { ($0.id.description, $0.zone) }) { first, _ in first },
      usualZone: usualZone, questionIDs: Set(living?.questions.map(\.id) ?? []), now: now, window: living?.window,
      expiresAt: living?.expiresAt, freshID: freshID)
  }

  var usualZone: Zone { schedules.first { $0.isDefault }?.zone ?? .utc }

  /// The zone a link's dates are meant in.
  func zone(of link: Link) -> Zone {
    schedules.first { $0.id == link.schedule }?.zone ?? usualZone
  }

  /// The one that was typed, if no other link has it, or else one made of the title.
  func slug(for draft: LinkDraft, of link: LinkID?) throws(LinkRefusals) -> String {
    let taken = Set(slugs.filter { $0.key != link }.values)
    guard let slug = draft.slug else { return Slug(of: draft.title).free(among: taken).text }
    if taken.contains(slug) { throw LinkRefusals([LinkFieldRefusal(.slug, .taken)]) }
    return slug
  }

  /// An address for another one of these: `intro-2`.
  func slug(besides slug: String) -> String {
    guard let slug = Slug(slug) else { return slug }
    let taken = Set(slugs.values)
    return taken.contains(slug.text) ? slug.withoutNumber.free(among: taken).text : slug.text
  }
}
