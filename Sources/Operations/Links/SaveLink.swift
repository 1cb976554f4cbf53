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
  /// Done, or so already.
  case saved(Link)
  case refused(LinkRefusals)
  /// It is no longer what was looked at, but this. Nothing was saved.
  case changed(LinkToEdit)
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
  ///
  /// The form is asked for with the owner's row held, of the link as it stands then, so that nobody changes it between
  /// the look and the write; nil is a link that is not there yet. `isKnown` says whether it is still what the writer of
  /// the form looked at.
  public func saveLink(
    _ id: LinkID, isNew: Bool, of owner: UserID, caller: Caller, ifStill isKnown: (LinkToEdit) -> Bool = { _ in true },
    by form: (LinkToEdit?) throws -> LinkForm
  ) async throws -> LinkFormOutcome {
    try await minding {
      try await books.holding(owner, reading: LinkShelf.reads(of: owner, and: id)) { held in
        let shelf = try LinkShelf(held.answers)
        let old = shelf.toEdit
        if old == nil, !isNew { return .unknown }
        if old == nil, shelf.slugs.count >= Office.mostLinks { return .tooMany(limit: Office.mostLinks) }
        let form = try form(old)
        let draft: LinkDraft
        let slug: String
        do throws(LinkRefusals) {
          draft = try form.read(shelf.surroundings(at: now, freshID: freshQuestionID))
          slug = try shelf.slug(for: draft, of: old?.link.id)
        } catch {
          return .refused(error)
        }
        // A deleted one keeps its id to itself.
        var link = old?.link ?? Link(id: shelf.found == nil ? id : newLinkID(), title: "", slug: slug, durations: [30])
        link.take(draft, slug: slug)
        if let old {
          // Whoever presses twice has saved once.
          if link.reads(as: old.link) { return .saved(old.link) }
          guard isKnown(old) else { return .changed(old) }
        }
        let action: StaticString = old == nil ? "link.create" : "link.change"
        try await held.commit([Links.save(link, of: owner), audit(action, link, of: owner, by: caller)])
        return .saved(link)
      }
    }
  }

  /// The same for whoever has the form ready.
  public func saveLink(
    _ form: LinkForm, as id: LinkID, isNew: Bool, of owner: UserID, caller: Caller,
    ifStill isKnown: (LinkToEdit) -> Bool = { _ in true }
  ) async throws -> LinkFormOutcome {
    try await saveLink(id, isNew: isNew, of: owner, caller: caller, ifStill: isKnown) { _ in form }
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

extension Link {
  /// Whether the same stands in the forms of both. A question that is new to a form is given another id each time the
  /// form is read, so questions are told apart by what they ask.
  fileprivate func reads(as other: Link) -> Bool {
    var copy = self
    copy.questions = zip(questions, other.questions).map { own, known in
      Question(id: known.id, label: own.label, kind: own.kind, isRequired: own.isRequired, choices: own.choices)
    }
    return questions.count == other.questions.count && copy == other
  }
}
