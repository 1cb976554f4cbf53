import FoundationEssentials
import HTTP
import Server
import TestSupport
import Testing

@testable import Web

@Suite struct FailureTests {
  @Test func `an address that is none says so, and where to go`() throws {
    let reply = try theSite().ask("GET /nothing/at/all")
    #expect(reply.status == 404)
    #expect(reply["Content-Type"] == "text/html; charset=utf-8")
    #expect(reply["Cache-Control"] == "no-store")
    #expect(reply.page.first("//h1")?.text == "There is no page at this address.")
    #expect(reply.page.has("//main//a[@href='/']"))
  }

  @Test func `it says so in the reader's language`() throws {
    let reply = try theSite().ask("GET /nothing/at/all", ["Accept-Language": "vi"])
    #expect(reply.page.first("/html")?["lang"] == "vi")
    #expect(reply.page.first("//h1")?.text == "Không có trang nào ở địa chỉ này.")
  }

  @Test(arguments: Failure.allCases)
  func `each failure has its page, its status and what to do`(failure: Failure) throws {
    let reply = try show(failure)
    #expect(reply.status == failure.status.code)
    #expect(reply.page.all("//h1").count == 1)
    #expect(reply.page.first("//main//p")?.text.isEmpty == false)
    #expect(reply.page.has("//main//a[@href='/']"))
    #expect(reply["Retry-After"].flatMap { Int($0) } == failure.wait)
    #expect(reply["Vary"] == "Accept, Accept-Language")
  }

  @Test(arguments: [
    (3, "Wait a moment, then try again."), (21, "Try again in 21 seconds."), (90, "Try again in 90 seconds."),
    (91, "Try again in 2 minutes."), (900, "Try again in 15 minutes."),
  ])
  func `who came too often is told the wait there is`(seconds: Int, sentence: String) throws {
    let site = try theSite()
    let page = try site.ask("GET /") { site.answer(.tooMany, to: $0, wait: seconds) }
    #expect(page["Retry-After"] == "\(seconds)")
    #expect(page.page.first("//main//p")?.text == "\(sentence) Nothing is lost.")
    let problem = try site.ask("GET /", ["Accept": "application/json"]) {
      site.answer(.tooMany, to: $0, wait: seconds)
    }
    #expect(problem.text.contains(sentence))
  }

  @Test func `an error of ours carries the request's number, for whoever looks into it`() throws {
    let page = try show(.broken).page
    #expect(page.first("//main//code")?.text == "0123456789abcdeffedcba9876543210")
    #expect(try !show(.notFound).page.has("//code"))
  }

  @Test(arguments: ["application/json", "application/problem+json", "application/json, text/html;q=0.5"])
  func `a program gets a problem document`(accept: String) throws {
    let reply = try theSite().ask("GET /nothing/at/all", ["Accept": accept])
    #expect(reply.status == 404)
    #expect(reply["Content-Type"] == "application/problem+json")
    let problem = try JSONDecoder().decode(Told.self, from: Data(reply.body))
    #expect(problem.title == "There is no page at this address.")
    #expect(problem.status == 404)
    #expect(problem.request == "0123456789abcdeffedcba9876543210")
    #expect(!problem.detail.isEmpty)
  }

  private struct Told: Decodable {
    let title: String
    let status: Int
    let detail: String
    let request: String
  }

  @Test(arguments: ["*/*", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "image/png", ""])
  func `everyone else gets the page`(accept: String) throws {
    let reply = try theSite().ask("GET /nothing/at/all", ["Accept": accept])
    #expect(reply["Content-Type"] == "text/html; charset=utf-8")
  }

  @Test(arguments: [
    (Status.badRequest, "We could not read this request."), (.contentTooLarge, "That is more than fits."),
    (.uriTooLong, "The address is too long."), (.serviceUnavailable, "We cannot look anything up just now."),
  ])
  func `a browser whose request can't be taken is shown a page`(status: Status, heading: String) throws {
    let site = try theSite()
    let accept = ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "en"]
    let reply = try site.ask("GET /", accept) {
      try #require(site.answer(refusal: status, $0.headers, $0.id))
    }
    #expect(reply.status == status.code && reply.page.first("//h1")?.text == heading)
    #expect(reply["Content-Type"] == "text/html; charset=utf-8" && reply["Cache-Control"] == "no-store")
    #expect(reply["X-Content-Type-Options"] == "nosniff")
    #expect(reply["Content-Security-Policy"]?.contains("default-src 'none'") == true)
    #expect(reply.size < 8_000)
  }

  @Test func `what asks for no page, or what no page is about, gets the bare sentence`() throws {
    let site = try theSite()
    func answer(_ status: Status, _ accept: String) throws -> Response? {
      var headers = Headers()
      headers.add(.accept, accept)
      return site.answer(refusal: status, headers, RequestID(high: 1, low: 2))
    }
    for accept in ["*/*", "text/plain", "application/json", "image/png"] {
      #expect(try answer(.badRequest, accept) == nil, "\(accept)")
    }
    #expect(site.answer(refusal: .badRequest, Headers(), RequestID(high: 1, low: 2)) == nil)
    for status in [Status.requestTimeout, .headerFieldsTooLarge, .versionNotSupported] {
      #expect(try answer(status, "text/html") == nil)
    }
  }

  @Test func `a template broken while we work on it is an error of ours, until it is mended`() throws {
    let folder = try Scratch(copyOf: checkout + "/Templates")
    let site = try makeSite(templates: folder.path, isWatching: true)
    let whole = try folder.read("site/home.mustache")
    try folder.write("site/home.mustache", "{{no_such_key}}")
    let broken = try site.ask("GET /")
    #expect(broken.status == 500)
    #expect(broken.page.first("//h1")?.text == "Something went wrong on our side.")
    try folder.write("site/home.mustache", whole + "<!-- mended -->")
    #expect(try site.ask("GET /").status == 200)
    #expect(try site.ask("GET /").text.hasSuffix("<!-- mended -->"))
  }

  @Test func `a broken template stops the start`() throws {
    let folder = try Scratch(copyOf: checkout + "/Templates")
    try folder.write("site/home.mustache", "{{<layout}}\n{{$titel}}{{/titel}}{{/layout}}")
    #expect { try makeSite(templates: folder.path) } throws: { "\($0)".contains("home.mustache:2:1") }
  }

  private func show(_ failure: Failure) throws -> Reply {
    let site = try theSite()
    return try site.ask("GET /") { site.answer(failure, to: $0) }
  }
}
