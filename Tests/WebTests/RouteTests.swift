import HTTP
import Testing
import Web

@Suite struct RouteTests {
  static let routes: [Route] = [.home, .signUp, .signIn, .look(.guest), .look(.owner)]

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
    ["nothing"], [""], ["login", ""], ["LOGIN"], ["look"], ["look", "nobody.css"], ["login", "more"],
  ])
  func `other paths lead nowhere`(segments: [String]) {
    #expect(Route(segments) == nil)
  }
}
