import HTTP
import Operations
import Store
import TestDatabases
import TestSupport

@testable import Web

/// Lan's desk with one of everything on it, and what nobody else may come to know.
struct FullDesk: Sendable {
  let desk: DeskHouse
  let routes: EveryDeskRoute
  let secrets: [String]

  /// Every address of hers by every method it knows.
  var doors: [Door] {
    let inside = routes.routes.flatMap { route in
      route.page.methods.map { Door(method: $0, path: route.path) }
    }
    return inside + [Door(method: .post, path: Route.signOut.address)]
  }

  func everything(but table: String? = nil) async throws -> [String: String] {
    try await desk.guests.database.everything(of: "\(desk.owner)").filter { $0.key != table }
  }
}

/// An address and what is asked of it.
struct Door: Sendable, CustomStringConvertible {
  let method: HTTP.Method
  let path: String

  var description: String { "\(method.name) \(path)" }

  func names(_ ids: [String]) -> Bool { ids.contains { path.contains($0) } }
}

func withFullDesk(_ body: @escaping @Sendable (FullDesk) async throws -> Void) async throws {
  try await withDesk({ $0.title = "Marigold hour" }) { desk in
    let office = desk.office
    let name = "Evenings at the lake"
    guard case .saved = try await office.createSchedule(named: name, of: desk.owner, caller: .house) else {
      throw Unexpected(what: "no schedule")
    }
    _ = try await desk.post(
      "/app/settings/tokens",
      [("name", "Backup of the shop"), ("scopes", "write"), ("expires", "30d"), ("current", DeskHouse.password)])
    let device = try await desk.guests.signedIn().session()
    guard let link = try await desk.list().first, let device,
      let token = try await office.accessTokens(of: desk.owner).first
    else { throw Unexpected(what: "an empty desk") }
    let routes = EveryDeskRoute(
      link: link.id, booking: try await desk.booked("Ada Moreau"), schedule: try await desk.schedule(name).id,
      device: device.id, token: token.id)
    let secrets = [
      "Marigold hour", name, "Backup of the shop", "Ada Moreau", "ada@moreau.example", desk.guests.username,
    ]
    try await body(FullDesk(desk: desk, routes: routes, secrets: secrets))
  }
}

extension GuestHouse {
  /// Sends fields as a form, or as a query to those who only look.
  func knock(
    _ door: Door, _ cookie: String, _ fields: [(String, String)], _ headers: [String: String] = [:]
  ) async throws -> Reply {
    let headers = ["Cookie": cookie].merging(headers) { $1 }
    if door.method == .post { return try await post(door.path, fields, headers) }
    var query = QueryText()
    for (name, value) in fields { query.add(name, value) }
    let join = door.path.contains("?") && !fields.isEmpty ? "&" + query.text.dropFirst() : query.text
    return try await site.visit("\(door.method.name) \(door.path)\(join)", headers)
  }
}

extension Reply {
  /// All that is said, in the page and beside it.
  var told: String { headers.map { "\($0.name): \($0.value)\n" }.joined() + text }
}
