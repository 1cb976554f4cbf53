import HTTP
import TestSupport
import Testing

@testable import Web

/// Who comes in where owners work, and whose forms are taken.
@Suite struct DeskDoorTests {
  @Test func `who is not signed in is led back afterwards`() async throws {
    try await withGuestHouse { house in
      for route in EveryDeskRoute.usual where route.page.methods.contains(.get) {
        let reply = try await house.get(route.path + "?when=past")
        #expect(reply.status == 303)
        #expect(reply["Location"] == "/login?next=\(QueryText.escaped(route.path + "?when=past"))")
      }
    }
  }

  @Test func `a cookie that is none of ours is forgotten`() async throws {
    try await withGuestHouse { house in
      let reply = try await house.get("/app", ["Cookie": "__Host-calento=forged"])
      #expect(reply.status == 303)
      #expect(reply["Set-Cookie"]?.hasPrefix("__Host-calento=; Path=/; Max-Age=0") == true)
    }
  }

  @Test(arguments: [
    ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"], ["Origin": "https://evil.example"],
    ["Origin": "null"],
  ])
  func `a form from another site is refused, its token notwithstanding`(headers: [String: String]) async throws {
    try await withDesk { desk in
      let refused = try await desk.post("/logout", [], headers)
      #expect(refused.status == 403)
      #expect(refused.page.first("//h1")?.text == "This form can’t be used any more.")
      let session = try await desk.session()
      #expect(session != nil)
    }
  }

  @Test(arguments: ["", "forged"])
  func `a form without its token is refused`(token: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.guests.post("/logout", [("csrf", token)], ["Cookie": desk.cookie])
      #expect(reply.status == 403)
    }
  }

  @Test func `signing out ends the session at once, also for whoever copied the cookie`() async throws {
    try await withDesk { desk in
      let reply = try await desk.post("/logout")
      #expect(reply.status == 303)
      #expect(reply["Location"] == "/login?done=signed_out")
      #expect(reply["Set-Cookie"]?.hasPrefix("__Host-calento=; Path=/; Max-Age=0") == true)
      let session = try await desk.session()
      #expect(session == nil)
      let next = try await desk.get("/app")
      #expect(next["Location"] == "/login?next=/app&done=ended")
    }
  }

  @Test func `a link can't sign anybody out`() async throws {
    try await withDesk { desk in
      let reply = try await desk.get("/logout")
      #expect(reply.status == 303 && reply["Location"] == "/app" && reply["Set-Cookie"] == nil)
      #expect(try await desk.session() != nil)
    }
  }

  @Test func `another session's token opens no form`() async throws {
    try await withDesk { desk in
      let other = try await desk.guests.signedIn()
      let reply = try await desk.guests.post("/logout", [("csrf", other.token)], ["Cookie": desk.cookie])
      #expect(reply.status == 403)
    }
  }
}
