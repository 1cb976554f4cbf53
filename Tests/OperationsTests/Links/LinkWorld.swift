import Postgres
import Scheduling
import Store

@testable import Operations

// What an owner does with their links.
extension TestOffice {
  func form(_ change: (inout LinkForm) -> Void) -> LinkForm {
    var form = LinkForm()
    change(&form)
    return form
  }

  func save(_ form: LinkForm, as id: LinkID, isNew: Bool = false) async throws -> LinkFormOutcome {
    try await office.saveLink(form, as: id, isNew: isNew, of: owner, caller: .house)
  }

  func make(_ change: (inout LinkForm) -> Void) async throws -> Link {
    let outcome = try await save(form(change), as: office.newLinkID(), isNew: true)
    guard case .saved(let link) = outcome else { throw Unexpected("\(outcome)") }
    return link
  }

  func duplicate(_ id: LinkID) async throws -> DuplicateLinkOutcome {
    try await office.duplicateLink(id, of: owner, caller: .house) { "Copy of \($0)" }
  }

  /// Another owner on the same database.
  func stranger() async throws -> UserID {
    let owner = NewOwner(
      username: "eve", email: "eve@example.org", passwordHash: "-", zone: Self.berlin)
    guard case .created(let id) = try await office.createOwner(owner, caller: .house) else {
      throw Unexpected("no owner")
    }
    return id
  }

  /// What the log says of links since the world was made.
  func actions() async throws -> [String] {
    try await texts(
      """
      SELECT action || ' ' || (metadata ->> 'title') FROM audit_logs
      WHERE resource_type = 'link' AND action <> 'link.save' ORDER BY id
      """)
  }

  static func link(_ change: (inout Link) -> Void) -> Link {
    var link = Link(id: LinkID("0192e4a0-0000-7000-8000-000000000001")!, title: "Intro", slug: "intro", durations: [30])
    change(&link)
    return link
  }
}
