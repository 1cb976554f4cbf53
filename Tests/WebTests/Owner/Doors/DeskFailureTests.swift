import HTTP
import Operations
import Postgres
import TestSupport
import Testing

@testable import Web

/// What goes wrong for somebody signed in is said in their language, with their ways around.
@Suite struct DeskFailureTests {
  private func expectFramed(_ reply: Reply, _ status: Int, _ heading: String, _ what: String = "") {
    #expect(reply.status == status, "\(what)")
    let page = reply.page
    #expect(page.first("/html")?["lang"] == "vi" && reply["Content-Language"] == "vi", "\(what)")
    #expect(page.all("//h1").map(\.text) == [heading], "\(what)")
    #expect(page.all("//header//nav/a").count == 5 && !page.has("//nav/a[@aria-current]"), "\(what)")
    #expect(page.first("//header//form")?["action"] == "/logout", "\(what)")
    #expect(page.has("//main//a[@href='/app']"), "\(what)")
    #expect(reply["Cache-Control"] == "no-store", "\(what)")
  }

  /// Lan reads Vietnamese, whatever the browser she borrowed likes.
  private func withVietnamese(_ body: @escaping @Sendable (DeskHouse) async throws -> Void) async throws {
    try await withDesk { desk in
      _ = try await desk.guests.database.query("UPDATE users SET locale = 'vi' WHERE id = \(desk.owner)")
      try await body(desk)
    }
  }

  private static let english = ["Accept-Language": "en"]

  @Test(arguments: [
    "/app/nothing", "/app/links/nothing", "/app/bookings/0199a000-0000-7000-8000-00000000abc2",
    "/app/links/0199a000-0000-7000-8000-00000000abc2", "/app/settings/tokens/x/revoke",
  ])
  func `an address that is none, or nobody's of theirs`(path: String) async throws {
    try await withVietnamese { desk in
      let reply = try await desk.get(path, Self.english)
      expectFramed(reply, 404, "Không có trang nào ở địa chỉ này.")
      let token = reply.page.first("//header//input[@name='csrf']")?["value"]
      #expect(token == desk.token)
    }
  }

  @Test func `a method that is none`() async throws {
    try await withVietnamese { desk in
      for (method, path, allowed) in [
        ("PUT", "/app/activity", "GET, HEAD, OPTIONS"), ("PUT", "/logout", "GET, HEAD, POST, OPTIONS"),
        ("DELETE", "/app/links/new", "GET, HEAD, POST, OPTIONS"),
        ("PATCH", "/app/settings/email", "GET, HEAD, POST, OPTIONS"),
      ] {
        let reply = try await desk.guests.site.visit("\(method) \(path)", ["Cookie": desk.cookie])
        expectFramed(reply, 405, "Địa chỉ này không làm được việc đó.", path)
        #expect(reply["Allow"] == allowed)
      }
    }
  }

  @Test func `a form that is not theirs`() async throws {
    try await withVietnamese { desk in
      let reply = try await desk.guests.post("/app/links/new", [("csrf", "x")], ["Cookie": desk.cookie])
      expectFramed(reply, 403, "Biểu mẫu này không dùng được nữa.")
    }
  }

  @Test func `an error of ours, with the request's number and one more try`() async throws {
    try await withVietnamese { desk in
      try await desk.booked()
      let path = DeskRoute.bookings(.all).path
      _ = try await desk.guests.database.query(
        "UPDATE bookings SET guest_timezone = 'Mars/Olympus' WHERE user_id = \(desk.owner)")
      let reply = try await desk.get(path, Self.english)
      expectFramed(reply, 500, "Đã có lỗi ở phía chúng tôi.")
      #expect(reply.page.first("//main//code")?.text == "0123456789abcdeffedcba9876543210")
      #expect(reply.page.has("//main//a[@href='']"))
    }
  }

  @Test func `a program is told so as programs are, and who is signed out without a frame`() async throws {
    try await withVietnamese { desk in
      let told = try await desk.get("/app/nothing", ["Accept": "application/json"])
      #expect(told.status == 404 && told["Content-Type"] == "application/problem+json")
      #expect(told["Vary"]?.contains("Cookie") == true)
      let stranger = try await desk.guests.get("/app/nothing", Self.english)
      #expect(stranger.status == 404 && stranger.page.first("/html")?["lang"] == "en")
      #expect(!stranger.page.has("//nav"))
    }
  }

  // MARK: What can't be read

  struct Unsound: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: String
    let status: Int

    static let part = "--b\nContent-Disposition: form-data; name=\"csrf\"\n\nx\n"
    static let all = [
      Unsound(testDescription: "cut short", body: part, status: 400),
      Unsound(testDescription: "without parts", body: "nothing", status: 400),
      Unsound(testDescription: "without names", body: "--b\n\nx\n--b--\n", status: 400),
      Unsound(
        testDescription: "of too many parts", body: String(repeating: part, count: 101) + "--b--\n", status: 413),
    ]
  }

  @Test(arguments: Unsound.all)
  func `a form with files says why it can't be read, not that its token is missing`(form: Unsound) async throws {
    try await withDesk { desk in
      let headers = ["Content-Type": "multipart/form-data; boundary=b", "Cookie": desk.cookie]
      let body = Array(form.body.replacing("\n", with: "\r\n").utf8)
      for path in ["/app/settings/picture", "/login"] {
        let reply = try await desk.guests.site.visit("POST \(path)", headers, body: body)
        let heading = form.status == 413 ? "That is more than fits." : "We could not read this request."
        #expect(reply.status == form.status && reply.page.first("//h1")?.text == heading, "\(path)")
      }
    }
  }

  @Test func `a form of more fields than are read says so`() async throws {
    try await withDesk { desk in
      let many = (0...1_000).map { ("f\($0)", "") }
      for path in ["/app/links/new", "/app/availability", "/app/availability/dates"] {
        let reply = try await desk.post(path, many)
        #expect(reply.status == 413 && reply.page.first("//h1")?.text == "That is more than fits.", "\(path)")
      }
    }
  }
}
