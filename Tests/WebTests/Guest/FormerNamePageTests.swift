import Operations
import Store
import TestSupport
import Testing

@testable import Web

/// What guests find under a name that an owner had before.
@Suite struct FormerNamePageTests {
  @Test func `every page under a former name leads to the same under the one its owner has now`() async throws {
    try await withGuestHouse { house in
      let new = "new-\(house.username)"
      let former = "/\(house.username)"
      #expect(try await house.get(former).status == 200)
      #expect(try await house.office.renameOwner(house.owner, to: new, caller: .house) == nil)
      for rest in [
        "", "/intro-call", "/intro-call?month=2027-01&tz=Europe/Paris", "/intro-call/zones?month=2027-01",
        "/intro-call/book?start=2026-11-23T02:00:00Z",
      ] {
        let reply = try await house.get(former + rest)
        #expect(reply.status == 302, "\(rest)")
        #expect(reply["Location"] == "/\(new)\(rest)")
        #expect(reply["Cache-Control"] == "no-store")
      }
      // A form that was open meanwhile.
      let sent = try await house.post("\(former)/intro-call/book", GuestHouse.form())
      #expect(sent.status == 307)
      #expect(sent["Location"] == "/\(new)/intro-call/book")
      #expect(try await house.get("/nobody").status == 404)
      #expect(try await house.get("/\(new)").status == 200)
    }
  }
}
