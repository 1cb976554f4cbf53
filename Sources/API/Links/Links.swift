internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let links: [Line] = [
    Line(.get, "/links", .reader, "api.links.list", listLinks),
    Line(.post, "/links", .writer, "api.links.create", createLink),
    Line(.get, "/links/{id}", .reader, "api.links.show") { Reply(try await $0.link.link.json) },
    Line(.patch, "/links/{id}", .writer, "api.links.change", changeLink),
    Line(.delete, "/links/{id}", .writer, "api.links.delete", deleteLink),
    Line(.post, "/links/{id}/duplicate", .writer, "api.links.duplicate", duplicateLink),
  ]

  /// All of them by title: an owner has at most two hundred, which is a few pages.
  private static func listLinks(_ call: Call) async throws -> Reply {
    let (words, limit, start) = try call.query { ($0.words("q"), $0.limit(), $0.place()) }
    let links = try await call.office.links(of: try call.owner.id, matching: words).map(\.link)
    return .page(links.map(\.json), from: start, limit: limit)
  }

  private static func createLink(_ call: Call) async throws -> Reply {
    var form = LinkForm()
    try call.body { $0.link(into: &form) }
    return try await save(form, as: call.office.newLinkID(), isNew: true, call)
  }

  private static func changeLink(_ call: Call) async throws -> Reply {
    var form = try await call.link.form
    try call.body { $0.link(into: &form) }
    return try await save(form, as: try call.id(), isNew: false, call)
  }

  private static func save(_ form: LinkForm, as id: LinkID, isNew: Bool, _ call: Call) async throws -> Reply {
    let outcome = try await call.office.saveLink(
      form, as: id, isNew: isNew, of: try call.owner.id, caller: call.caller)
    switch outcome {
    case .saved(let link): return isNew ? made(link) : Reply(link.json)
    case .refused(let refusals): throw Problem.unfit(refusals.list.map { $0.wrong(in: form) })
    case .tooMany(let limit): throw Problem.tooManyLinks(limit)
    case .unknown: throw Problem(.notFound)
    }
  }

  private static func deleteLink(_ call: Call) async throws -> Reply {
    let deleted = try await call.office.deleteLink(try call.id(), of: try call.owner.id, caller: call.caller)
    guard deleted != nil else { throw Problem(.notFound) }
    return .nothing
  }

  /// Under another address, and off every list until it is put there.
  private static func duplicateLink(_ call: Call) async throws -> Reply {
    try call.body(isOptional: true) { _ in }
    let outcome = try await call.office.duplicateLink(
      try call.id(), of: try call.owner.id, caller: call.caller, naming: { $0 })
    switch outcome {
    case .made(let link): return made(link)
    case .tooMany(let limit): throw Problem.tooManyLinks(limit)
    case .unknown: throw Problem(.notFound)
    }
  }

  private static func made(_ link: Link) -> Reply { .made(link.json, at: "/api/v1/links/\(link.id)") }
}

extension Call {
  fileprivate var link: LinkToEdit {
    get async throws {
      guard let link = try await office.link(try id(), of: try owner.id) else { throw Problem(.notFound) }
      return link
    }
  }
}

extension Problem {
  fileprivate static func tooManyLinks(_ limit: Int) -> Problem {
    Problem(.conflict, "There are \(limit) links already, and more there can't be.")
  }
}
