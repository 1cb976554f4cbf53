import HTTP
import TestSupport
import Testing
import Web

@Suite struct SiteTests {
  let site: Site

  init() throws { site = try theSite() }

  @Test func `a slash too many leads to the address without it, the query kept`() throws {
    let reply = try site.ask("GET /login/?next=%2Fapp")
    #expect(reply.status == 308)
    #expect(reply["Location"] == "/login?next=%2Fapp")
  }

  @Test(arguments: ["//example.com/", "/login//", "/nothing/at/all/"])
  func `a slash too many behind no address is no address`(path: String) throws {
    #expect(try site.ask("GET \(path)").status == 404)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
  func `a method the page does not know is refused with those it knows`(method: String) throws {
    let reply = try site.ask("\(method) /")
    #expect(reply.status == 405)
    #expect(reply["Allow"] == "GET, HEAD, OPTIONS")
    #expect(reply.page.first("//h1")?.text == "This address cannot do that.")
  }

  @Test(arguments: ["/", "/nothing/at/all", "/look/guest.css"])
  func `HEAD says what GET would, without the body`(path: String) throws {
    let whole = try site.ask("GET \(path)")
    let head = try site.ask("HEAD \(path)")
    #expect(head.status == whole.status)
    #expect(head.headers.map { "\($0)" } == whole.headers.map { "\($0)" })
    #expect(head.body.isEmpty && !whole.body.isEmpty)
  }

  @Test(arguments: ["/", "*"])
  func `OPTIONS says which methods there are`(target: String) throws {
    let reply = try site.ask("OPTIONS \(target)")
    #expect(reply.status == 204)
    #expect(reply["Allow"] == "GET, HEAD, OPTIONS")
    #expect(reply.body.isEmpty)
  }

  @Test func `while what pages live on is away they say so and when to come back`() throws {
    let reply = try makeSite(isUp: false).ask("GET /")
    #expect(reply.status == 503)
    #expect(reply["Retry-After"] == "5")
    #expect(reply.page.first("//h1")?.text == "We cannot look anything up just now.")
  }

  @Test func `the sheet that dresses that page is still there`() throws {
    #expect(try makeSite(isUp: false).ask("GET /look/guest.css").status == 200)
  }

  @Test(arguments: ["GET /", "GET /nothing/at/all", "POST /", "GET /look/guest.css"])
  func `every answer forbids what is inline, foreign or framed`(line: String) throws {
    let policy = try #require(try site.ask(line)["Content-Security-Policy"])
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe-inline"))
  }
}
