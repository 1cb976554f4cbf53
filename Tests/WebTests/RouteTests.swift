import FoundationEssentials
import HTTP
import Server
import TestSupport
import Testing

@testable import Web

@Suite struct RouteTests {
  /// One of each there is.
  static let routes: [Route] =
    [.home, .signOut, .look(.guest), .look(.owner), .face("lan", "a-tag"), .owner("lan")]
    + EveryDeskDoorTests.waysIn.map(Route.account)
    + EveryDeskRoute.usual.map(Route.desk)
    + LinkPart.allCases.map { .link(LinkAddress("lan", "intro-call")!, $0) }
    + BookingPart.allCases.map { .booking("a-token", $0) }

  /// A route does not compile without a name for the log; here each of these names must have its route.
  @Test func `no route is left out of what tests walk`() throws {
    let names = try Set(SourceFile.routes.flatMap(\.labels))
    #expect(names.count > 50)
    #expect(names == Set(RouteTests.routes.map { "\($0.label.name)" }))
  }

  @Test(arguments: routes)
  func `an address leads to the route that printed it`(route: Route) throws {
    let segments = route.address.dropFirst().split(separator: "/").map(String.init)
    #expect(Route(segments) == route)
  }

  @Test func `no two routes share an address`() {
    #expect(Set(RouteTests.routes.map(\.address)).count == RouteTests.routes.count)
  }

  @Test(arguments: RouteTests.routes)
  func `there is a page at every route`(route: Route) throws {
    let reply = try theSite().ask("OPTIONS \(route.address)")
    #expect(reply.status == 204)
    #expect(reply["Allow"]?.hasPrefix("GET, HEAD") == true)
  }

  @Test(arguments: [
    [""], ["login", ""], ["LOGIN"], ["look"], ["look", "nobody.css"], ["login", "more"], ["bookings"],
    ["bookings", ""],
    ["bookings", "a-token", ""], ["bookings", "a-token", "more"], ["bookings", "a-token", "cancel", "more"], ["x"],
    ["-lan"], ["lan-"], ["Lan"], ["l_n"], ["lan", ""], ["lan", "intro call"], ["lan", "intro-call", ""],
    ["lan", "intro-call", "more"], ["lan", "intro-call", "book", "more"], ["api"], ["app", "more"], ["favicon"],
    [String(repeating: "a", count: 41)], ["lan", String(repeating: "a", count: 101)],
  ])
  func `other paths lead nowhere`(segments: [String]) {
    #expect(Route(segments) == nil)
  }

  @Test(arguments: BookingPart.allCases)
  func `an address with a secret in it stays out of the log`(part: BookingPart) {
    #expect(Route.booking("a-token", part).label.hidesPath)
  }

  @Test func `a booking's token keeps its capitals on the way`() throws {
    let reply = try theSite().ask("GET /Bookings/aB3/Calendar.ICS")
    #expect(reply.status == 308 && reply["Location"] == "/bookings/aB3/calendar.ics")
  }

  @Test func `an address in capitals leads to the one in small letters`() throws {
    let reply = try theSite().ask("GET /Lan/Intro-Call?tz=Europe/Paris")
    #expect(reply.status == 308)
    #expect(reply["Location"] == "/lan/intro-call?tz=Europe/Paris")
  }
}

/// The texts that say which routes there are.
private struct SourceFile {
  let text: String

  static var routes: [SourceFile] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: "\(Checkout.root)/Sources/Web")
        .filter { $0.hasSuffix("Route.swift") }
        .map { SourceFile(text: try Checkout.text("Sources/Web/\($0)")) }
    }
  }

  /// What it calls its routes in the log.
  var labels: [String] {
    guard let start = text.firstRange(of: "var label: RouteLabel {") else { return [] }
    let rest = text[start.upperBound...]
    let block = rest[..<(rest.firstRange(of: "\n  }\n")?.lowerBound ?? rest.endIndex)]
    return block.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
  }
}
