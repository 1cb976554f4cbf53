import CivilTime
import HTTP
import Operations
import Scheduling
import Store
import TestSupport
import Testing

@testable import Web

@Suite struct HoursPageTests {
  private static let address = "/app/availability"

  @Test func `the week stands in rows, in the owner's zone and habit`() async throws {
    try await withDesk { desk in
      let reply = try await desk.get(Self.address)
      #expect(reply.status == 200)
      #expect(reply.page.first("//h1")?.text == "Availability")
      #expect(reply.page.first("//*[@id='mon-0-from']")?["value"] != nil)
      #expect(reply.page.has("//nav//a[@aria-current='page'][@href='/app/availability']"))
    }
  }
}
