import HTTP
import TestSupport
import Testing

@testable import Web

/// A refused form comes back at the address it was sent to. Whoever opens that address again, or bookmarked it, is led
/// to the page where the form stands.
@Suite struct FormAddressTests {
  private static func methods(of route: Route) -> [HTTP.Method] {
    switch route {
    case .account(let route): route.page.methods
    case .desk(let route): route.page.methods
    case .signOut: SignOutPage().methods
    default: [.get]
    }
  }

  private static let formsOnly = RouteTests.routes.filter { !methods(of: $0).contains(.get) }

  private static func status(of page: Route?) -> Int {
    switch page {
    // Who is signed in is led on from where one signs in.
    case .some(.signIn): 303
    // Nobody has that booking.
    case .some(.desk(.bookings(.one))): 404
    default: 200
    }
  }

  @Test func `every address has a page, or leads to the one its form stands on`() {
    #expect(Self.formsOnly.count > 10)
    for route in RouteTests.routes {
      let lacksPage = !Self.methods(of: route).contains(.get)
      #expect((route.formPage != nil) == lacksPage, "\(route)")
      if let page = route.formPage { #expect(Self.methods(of: page).contains(.get), "\(route)") }
    }
  }

  @Test func `who looks at an address that only takes a form is led to it`() async throws {
    try await withDesk { desk in
      for route in Self.formsOnly {
        for method in ["GET", "HEAD"] {
          let reply = try await desk.guests.site.visit("\(method) \(route.address)", ["Cookie": desk.cookie])
          #expect(reply.status == 303 && reply["Location"] == route.formPage?.address, "\(method) \(route)")
        }
        let page = try await desk.get(route.formPage?.address ?? "")
        #expect(page.status == Self.status(of: route.formPage), "\(route)")
      }
    }
  }
}
