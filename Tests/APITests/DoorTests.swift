import CivilTime
import HTTP
import TestSupport
import Testing

@testable import API

@Suite struct `the door of the API` {
  @Test func `who has a token sees themselves`() async throws {
    try await inHouse { house in
      let me = try await house.ask("GET /me")
      #expect(me.status == 200)
      #expect(me["username"] == .text(house.username))
      #expect(me["timezone"] == "Asia/Ho_Chi_Minh")
      #expect(me["week_start"] == 1)
      #expect(me.header(.cacheControl) == "no-store")
      #expect(me.header(.contentType) == "application/json")
    }
  }

  @Test func `a problem is a document of its own kind`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /nothing/here")
      #expect(answer.status == 404)
      #expect(answer.header(.contentType) == "application/problem+json")
      #expect(answer["type"] == "urn:calento:problem:not-found")
      #expect(answer["status"] == 404)
      #expect(answer["title"] == "Not found")
      #expect(answer["instance"] == "0123456789abcdeffedcba9876543210")
    }
  }

  @Test(arguments: [
    (Status.badRequest, "bad-request"), (.requestTimeout, "request-timeout"), (.contentTooLarge, "content-too-large"),
    (.uriTooLong, "uri-too-long"), (.expectationFailed, "expectation-failed"),
    (.headerFieldsTooLarge, "header-fields-too-large"), (.notImplemented, "not-implemented"),
    (.versionNotSupported, "version-not-supported"), (.serviceUnavailable, "unavailable"),
  ])
  func `what is no request gets a document, too`(_ status: Status, _ kind: String) async throws {
    try await inHouse { house in
      let id = RequestID(high: 1, low: 2)
      let answer = try #require(house.api.answer(refusal: status, Glimpse(path: "/api/v1/%zz"), id))
      #expect(answer.status == status)
      #expect(answer.headers[.contentType] == "application/problem+json")
      guard case .bytes(let bytes) = answer.body else { throw Unexpected(what: "no bytes") }
      let problem = try JSONReader.read(bytes)
      #expect(problem["type"]?.text == "urn:calento:problem:\(kind)")
      #expect(problem["status"] == .whole(Int64(status.code)))
      #expect(problem["instance"]?.text == id.description)
      for path in ["", "/", "/apiary", "/anna"] {
        #expect(house.api.answer(refusal: status, Glimpse(path: path), id)?.status == nil, "\(path)")
      }
      #expect(house.api.answer(refusal: .ok, Glimpse(path: "/api"), id)?.status == nil)
    }
  }

  @Test func `another method is told which ones there are`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("PUT /links")
      #expect(answer.status == 405)
      #expect(answer.header(.allow) == "GET, HEAD, POST, OPTIONS")
      let options = try await house.ask("OPTIONS /links", by: nil)
      #expect(options.status == 204)
      #expect(options.header(.allow) == "GET, HEAD, POST, OPTIONS")
    }
  }

  @Test func `who is asked for the head of a resource gives it`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("HEAD /me")
      #expect(answer.status == 200)
    }
  }

  @Test(arguments: ["/links", "/links/", "/links//", "/Links", "/links/x/y/z"])
  func `an address is exact`(_ path: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET \(path)")
      #expect(answer.status == (path == "/links" ? 200 : 404))
    }
  }

  @Test func `who takes no JSON gets none`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /me", nil, ["Accept": "text/html"])
      #expect(answer.status == 406)
      let wide = try await house.ask("GET /me", nil, ["Accept": "text/html, */*;q=0.1"])
      #expect(wide.status == 200)
    }
  }

  @Test(arguments: [
    ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/json; charset=latin1", 415),
    ("nonsense", 415), ("application/json; charset=UTF-8", 201),
  ])
  func `a body is declared as JSON`(_ type: String, _ status: Int) async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /links", ["title": "Tea"], ["Content-Type": type])
      #expect(answer.status == status)
    }
  }

  @Test func `a body comes as it is`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /links", ["title": "Tea"], ["Content-Encoding": "gzip"])
      #expect(answer.status == 415)
    }
  }

  @Test(arguments: [
    #"{"title": "#, #"{"title": "a", "title": "b"}"#, #"{"title": "a",}"#, #"{'title': "a"}"#, #"{"title": "\ud800"}"#,
    #"{"title": "a"} x"#, "", "[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]", #"{"title": 01}"#, #"{"title": 1e999}"#,
    "{\"title\": \"a\tb\"}", #"{"title": "\x"}"#, #"{"title": NaN}"#,
  ])
  func `what is no JSON is a bad request`(_ body: String) async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /links", raw: Array(body.utf8), by: house.token)
      #expect(answer.status == 400, "\(body)")
      #expect(answer.problem == "bad-json")
    }
  }

  @Test func `a text that is no UTF-8 is a bad request`() async throws {
    try await inHouse { house in
      let answer = try await house.ask(
        "POST /links", raw: Array(#"{"title": ""#.utf8) + [0xC3, 0x28] + Array("\"}".utf8), by: house.token)
      #expect(answer.status == 400)
    }
  }

  @Test func `every member is known and of its type`() async throws {
    try await inHouse { house in
      let answer = try await house.ask(
        "POST /links",
        [
          "title": 5, "colour": "#fff", "seats": "many", "is_active": 1, "further_durations": [15, "x"],
          "custom_questions": [["label": true, "sort": "a"], 3], "description": "a\u{0}b",
        ])
      #expect(answer.status == 422)
      #expect(answer.wrong("title") == "must be a text.")
      #expect(answer.wrong("colour") == "is unknown here.")
      #expect(answer.wrong("seats") == "must be a whole number.")
      #expect(answer.wrong("is_active") == "must be true or false.")
      #expect(answer.wrong("further_durations") == "must be a list of whole numbers.")
      #expect(answer.wrong("custom_questions[0].label") == "must be a text.")
      #expect(answer.wrong("custom_questions[0].sort") == "is unknown here.")
      #expect(answer.wrong("custom_questions[1]") == "must be an object.")
      #expect(answer.wrong("description") == "must not hold the character NUL.")
    }
  }

  @Test func `a body that is no object is refused`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("POST /links", ["Tea"] as JSON)
      #expect(answer.status == 422)
    }
  }

  @Test func `a query's parameters are known and stand there once`() async throws {
    try await inHouse { house in
      let unknown = try await house.ask("GET /links?sort=title")
      #expect(unknown.status == 422)
      #expect(unknown.wrong("sort") == "is unknown here.")
      let twice = try await house.ask("GET /links?q=a&q=b")
      #expect(twice.wrong("q") == "stands in the query twice.")
      for limit in ["0", "101", "x", "-1", "", "99999999999999999999"] {
        #expect(try await house.ask("GET /links?limit=\(limit)").status == 422)
      }
    }
  }

  @Test func `a cookie opens nothing`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /me", nil, by: nil, ["Cookie": "__Host-calento=\(house.token)"])
      #expect(answer.status == 401)
      #expect(answer.header(.wwwAuthenticate) == #"Bearer realm="Calento""#)
    }
  }

  @Test func `the description is served as it lies`() async throws {
    try await inHouse { house in
      let answer = try await house.ask("GET /openapi.json", by: nil)
      #expect(answer.status == 200)
      #expect(answer.bytes == Array(try Checkout.text("Public/openapi.json").utf8))
    }
  }
}
