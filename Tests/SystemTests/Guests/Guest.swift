import CivilTime
import TestSupport
import Testing

/// Somebody who books: what they type into the form, and what comes back.
struct Guest: Sendable {
  var start = TestHouse.monday
  var owner = "anna"
  var slug = "intro"
  var minutes = 30
  var name = "Ben Guest"
  var email = "ben@example.com"
  var zone = "Europe/Lisbon"
  var key = "form-1"

  /// Fields beside these, or in their place.
  var others: [String: String] = [:]

  var path: String { "/\(owner)/\(slug)/book" }

  var fields: [(String, String)] {
    let usual = [
      ("start", start.description), ("duration", "\(minutes)"), ("tz", zone), ("key", key), ("name", name),
      ("email", email),
    ]
    return usual.filter { others[$0.0] == nil } + others.sorted { $0.key < $1.key }
  }

  /// The same form, by somebody else.
  static func number(_ number: Int, _ change: (inout Guest) -> Void = { _ in }) -> Guest {
    var guest = Guest()
    guest.name = "Guest \(number)"
    guest.email = "guest-\(number)@example.com"
    guest.key = "form-\(number)"
    change(&guest)
    return guest
  }
}

extension TestHouse {
  /// Sends the guest's form to one of the servers.
  func post(_ guest: Guest, to server: Int = 0) async throws -> CalentoServer.Reply {
    try await post(together: [(guest, server)])[0]
  }

  /// Books, and gives the booking's address.
  func book(_ guest: Guest = Guest(), at server: Int = 0) async throws -> String {
    let reply = try await post(guest, to: server)
    guard reply.status == 303, let address = reply.field("Location") else {
      throw Unexpected("\(reply.status) \(HTML(reply.body).first("//h1")?.text ?? "")")
    }
    return address
  }

  /// Makes all servers know what is free: whoever books next is decided on by that.
  func lookAround() async throws {
    for server in servers { #expect(try await server.read("/anna/intro").status == 200) }
  }

  /// All of them at the same moment, every other one at another server.
  func post(together guests: [Guest]) async throws -> [CalentoServer.Reply] {
    try await post(together: guests.enumerated().map { ($1, $0 % servers.count) })
  }

  private func post(together guests: [(Guest, server: Int)]) async throws -> [CalentoServer.Reply] {
    try await CalentoServer.answers(
      together: guests.map { guest, server in
        (servers[server], servers[server].request("POST", guest.path, body: FormBody.encode(guest.fields)))
      })
  }
}

extension CalentoServer.Reply {
  var page: HTML { HTML(body) }

  /// Other times that this page offers to be pressed.
  var offered: [Instant] {
    body.isEmpty ? [] : page.all("//button[@name='start']").compactMap { $0["value"].flatMap { Instant($0) } }
  }

  /// The times that stand on a page to be picked.
  var shown: [Instant] {
    if body.isEmpty { return [] }
    return page.all("//a[@class='slot']").compactMap { link in
      link["href"]?.split(separator: "start=").last?.prefix { $0 != "&" }.description.replacing("%3A", with: ":")
    }.compactMap { Instant($0) }
  }
}
