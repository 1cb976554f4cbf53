import Store
import Testing

@testable import Web

@Suite struct LinksRouteTests {
  private static let id = LinkID("0192e4a0-0000-7000-8000-000000000001")!
  private static let routes: [LinksRoute] = [.all, .new] + LinkRoutePart.allCases.map { .one(id, $0) }

  @Test(arguments: routes)
  func `an address leads to the route that printed it`(route: LinksRoute) {
    let segments = DeskRoute.links(route).path.dropFirst().split(separator: "/").map(String.init)
    #expect(Route(segments) == .desk(.links(route)))
  }

  @Test func `no two share an address or a name in the log`() {
    #expect(Set(Self.routes.map(\.path)).count == Self.routes.count)
    #expect(Set(Self.routes.map { "\($0.label)" }).count == Self.routes.count)
  }

  @Test(arguments: [
    ["new", "x"], ["x"], [""], ["0192E4A0-0000-7000-8000-000000000001"],
    ["0192e4a0-0000-7000-8000-000000000001", ""], ["0192e4a0-0000-7000-8000-000000000001", "more"],
    ["0192e4a0-0000-7000-8000-000000000001", "copies", "x"],
  ])
  func `other paths lead nowhere`(segments: [String]) {
    #expect(LinksRoute(segments[...]) == nil)
  }
}
