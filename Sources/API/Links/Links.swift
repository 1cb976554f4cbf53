internal import HTTP
internal import Operations
internal import Scheduling
internal import Server
internal import Store

extension RouteTable {
  static let links: [Line] = [
    Line(.get, "/links", .reader, "api.links.list", listLinks),
    Line(.post, "/links", .writer, "api.links.create", createLink),
    Line(.get, "/links/{id}", .reader, "api.links.show") { .tagged(try await $0.link.json) },
    Line(.patch, "/links/{id}", .writer, "api.links.change", changeLink),
    Line(.delete, "/links/{id}", .writer, "api.links.delete", deleteLink),
    Line(.post, "/links/{id}/duplicate", .writer, "api.links.duplicate", duplicateLink),
  ]

  /// All of them by title: an owner has at most two hundred, which is a few pages.
  private static func listLinks(_ call: Call) async throws -> Reply {
    let (words, limit, last) = try call.query { ($0.words("q"), $0.limit(), $0.cursor { NameCursor($0) }) }
    let links = try await call.office.links(of: try call.owner.id, matching: words, behind: last).map(\.link)
    return .page(links, limit: limit, \.json) { NameCursor(name: $0.title, id: $0.id.uuid) }
  }

  private static func createLink(_ call: Call) async throws -> Reply {
    var form = LinkForm()
    try call.body { $0.link(into: &form) }
    let outcome = try await call.office.saveLink(
      form, as: call.office.newLinkID(), isNew: true, of: try call.owner.id, caller: call.caller)
    return made(try saved(outcome, form))
  }

  /// What is not sent stays as it is when the change is written, whoever else changes it meanwhile.
  private static func changeLink(_ call: Call) async throws -> Reply {
    var form = LinkForm()
    let outcome = try await call.office.saveLink(
      try call.id(), isNew: false, of: try call.owner.id, caller: call.caller,
      ifStill: { call.isFor($0.link.json) }
    ) { link in
      form = link?.form ?? form
      try call.body { $0.link(into: &form) }
      return form
    }
    return .tagged(try saved(outcome, form).json)
  }

  private static func saved(_ outcome: LinkFormOutcome, _ form: LinkForm) throws(Problem) -> Link {
    switch outcome {
    case .saved(let link): return link
    case .refused(let refusals): throw .unfit(refusals.list.map { $0.wrong(in: form) })
    case .changed: throw Problem(.changed)
    case .tooMany(let limit): throw .tooManyLinks(limit)
    case .unknown: throw Problem(.notFound)
    }
  }

  private static func deleteLink(_ call: Call) async throws -> Reply {
    let outcome = try await call.office.deleteLink(
      try call.id(), of: try call.owner.id, caller: call.caller, ifStill: { call.isFor($0.json) })
    switch outcome {
    case .deleted: return .nothing
    case .changed: throw Problem(.changed)
    case .unknown: throw Problem(.notFound)
    }
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
  fileprivate var link: Link {
    get async throws {
      guard let found = try await office.link(try id(), of: try owner.id) else { throw Problem(.notFound) }
      return found.link
    }
  }
}

extension Problem {
  fileprivate static func tooManyLinks(_ limit: Int) -> Problem {
    Problem(.conflict, "There are \(limit) links already, and more there can't be.")
  }
}
