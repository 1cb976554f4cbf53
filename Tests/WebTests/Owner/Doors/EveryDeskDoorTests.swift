import CivilTime
import Crypto
import HTTP
import Operations
import Store
import TestDatabases
import TestSupport
import Testing

@testable import Web

/// Every address behind `/app` and every method it knows, against everybody who has no business there: nothing is told,
/// and nothing is changed.
@Suite struct EveryDeskDoorTests {
  @Test func `who has no session, an ended one or a forged one is asked to sign in`() async throws {
    try await withFullDesk { mine in
      let forged = try ForgedTokens.all(
        like: String(mine.desk.cookie.drop { $0 != "=" }.dropFirst()), of: "\(mine.desk.owner)",
        key: GuestHouse.sealKey, now: Int64(mine.desk.office.now.seconds))
      #expect(forged.count > 20)
      let ended = try await mine.desk.guests.signedIn()
      _ = try await ended.post("/logout")
      let before = try await mine.everything()
      let cookies =
        [("no cookie", ""), ("an empty one", "__Host-calento="), ("an ended session", ended.cookie)]
        + forged.map { ($0.name, "__Host-calento=\($0.text)") }
      for door in mine.doors {
        for (name, cookie) in cookies {
          // With a token that would be good in her own session.
          let reply = try await mine.desk.guests.knock(door, cookie, [("csrf", mine.desk.token)])
          let isAsked = reply.status == 303 && reply["Location"]?.hasPrefix("/login") == true
          #expect(isAsked, "\(door) by \(name): \(reply.status)")
          #expect(mine.secrets.filter(reply.told.contains) == [], "\(door) by \(name)")
        }
      }
      // What a page of theirs sends is shown back to them, and not done either.
      for door in mine.doors where door.method == .post && door.path != Route.signOut.address {
        let fields = [("csrf", mine.desk.token), ("do", "save"), ("confirm", "1")] + mine.routes.ids
        let reply = try await mine.desk.guests.knock(door, ended.cookie, fields, Newcomer.fromOurs)
        #expect(reply.status == 403 && reply.page.first("//h1")?.text == "Sign in", "\(door): \(reply.status)")
        #expect(mine.secrets.filter(reply.told.contains) == [], "\(door)")
      }
      #expect(try await mine.everything() == before)
    }
  }

  @Test func `another owner's rows are not found, whatever is asked of them`() async throws {
    try await withFullDesk { mine in
      let before = try await mine.everything()
      try await withDesk { other in
        for door in mine.doors {
          // Some end the session they come in, so each comes in one of its own.
          let theirs = try await other.guests.signedIn()
          let fields = [("csrf", theirs.token), ("start", "2026-12-03T09:00:00Z"), ("do", "save")] + mine.routes.ids
          let reply = try await theirs.guests.knock(door, theirs.cookie, fields)
          let isHers = door.names(mine.routes.ids.map(\.1))
          #expect(isHers ? reply.status == 404 : reply.status < 500, "\(door): \(reply.status)")
          #expect(mine.secrets.filter(reply.told.contains) == [], "\(door)")
        }
      }
      #expect(try await mine.everything() == before)
    }
  }

  @Test func `nothing is changed without a token of the very session, or from another site`() async throws {
    try await withFullDesk { mine in
      let again = try await mine.desk.guests.signedIn()
      let token = ("csrf", mine.desk.token)
      let sent: [(name: String, fields: [(String, String)], headers: [String: String])] = [
        ("no token", [], [:]), ("an empty one", [("csrf", "")], [:]), ("a forged one", [("csrf", "forged")], [:]),
        ("another session's of hers", [("csrf", again.token)], [:]),
        ("a visitor's", [("csrf", FormSeal(GuestHouse.sealKey).token(for: "visitor x"))], [:]),
        ("another site's origin", [token], ["Origin": "https://evil.example"]),
        ("no site's origin", [token], ["Origin": "null"]),
        ("a page of another site", [token], ["Sec-Fetch-Site": "cross-site"]),
        ("a neighbouring host's page", [token], ["Sec-Fetch-Site": "same-site"]),
      ]
      let before = try await mine.everything()
      for door in mine.doors where door.method == .post {
        for (name, fields, headers) in sent {
          let reply = try await mine.desk.guests.knock(door, mine.desk.cookie, fields + mine.routes.ids, headers)
          #expect(reply.status == 403, "\(door) with \(name): \(reply.status)")
        }
        // Nor by an address that has the token in it.
        let link = Door(method: .get, path: "\(door.path)?csrf=\(mine.desk.token)&do=save&confirm=1")
        let reply = try await mine.desk.guests.knock(link, mine.desk.cookie, [])
        #expect(reply.status < 500, "\(link): \(reply.status)")
      }
      #expect(try await mine.everything() == before)
    }
  }

  /// Whoever follows a link, a browser that fetches ahead among them. Only that all data was taken along is noted. And
  /// what her neighbours do not find is there.
  @Test func `looking changes nothing, and what is there is shown to its owner`() async throws {
    try await withFullDesk { mine in
      let before = try await mine.everything(but: "audit_logs")
      for door in mine.doors where door.method == .get {
        let reply = try await mine.desk.guests.knock(door, mine.desk.cookie, [])
        #expect([200, 303].contains(reply.status), "\(door): \(reply.status)")
        let head = Door(method: .head, path: door.path)
        let same = try await mine.desk.guests.knock(head, mine.desk.cookie, [])
        #expect(same.status == reply.status && same.body.isEmpty, "\(head): \(same.status)")
      }
      #expect(try await mine.everything(but: "audit_logs") == before)
    }
  }

  /// Those who are not signed in have forms too.
  @Test(arguments: EveryDeskDoorTests.waysIn)
  func `no form on the way in is taken from another browser or another site`(route: AccountRoute) async throws {
    try await withGuestHouse { house in
      let number = Base64.url.encode(Array(repeating: 1, count: 16))
      let cookie = "visitor=\(number)"
      let token = FormSeal(GuestHouse.sealKey).token(for: "visitor \(number)")
      let before = try await house.database.everything(of: "\(house.owner)")
      let door = Door(method: .post, path: route.path)
      let sent: [(cookie: String, token: String, headers: [String: String])] = [
        (cookie, "", [:]), (cookie, "forged", [:]), ("", token, [:]),
        ("visitor=\(Base64.url.encode(Array(repeating: 2, count: 16)))", token, [:]),
        (cookie, token, ["Origin": "https://evil.example"]), (cookie, token, ["Sec-Fetch-Site": "cross-site"]),
      ]
      for (cookie, token, headers) in sent {
        let fields = [("csrf", token), ("login", house.username), ("password", DeskHouse.password)]
        let reply = try await house.knock(door, cookie, fields, headers)
        #expect(reply.status == 403 && reply["Set-Cookie"] == nil, "\(door) \(cookie) \(token) \(headers)")
      }
      #expect(try await house.database.everything(of: "\(house.owner)") == before)
    }
  }

  static let waysIn: [AccountRoute] = [
    .signUp, .signIn, .code, .reopen, .forgot, .reset("a-token"), .verify("a-token"),
  ]
}
