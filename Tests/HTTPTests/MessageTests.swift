import HTTP
import TestSupport
import Testing

/// Methods, statuses, targets and whole requests as values.
struct MessageTests {
  @Test(arguments: [Method.get, .head, .post, .put, .patch, .delete, .options])
  func `a known method is the same by its name`(method: Method) {
    #expect(Method(method.name) == method)
  }

  @Test func `any token is a method, nothing else is`() {
    #expect(Method("PROPFIND")?.name == "PROPFIND")
    #expect(Method("get") != .get)
    #expect(Method("") == nil && Method("G T") == nil && Method("GÉT") == nil)
  }

  @Test func `only reading is safe`() {
    #expect(Method.get.isSafe && Method.head.isSafe && Method.options.isSafe)
    #expect(!Method.post.isSafe && !Method.delete.isSafe && Method("TRACE")?.isSafe == false)
  }

  @Test func `a status by its digits`() {
    #expect(Status.unprocessableContent.description == "422 Unprocessable Content")
    #expect(Status(code: 299).reason.isEmpty)
    #expect(Status.ok.isSuccess && Status.seeOther.isRedirect && Status.conflict.isError)
    #expect(!Status.notModified.isRedirect && !Status.notModified.isError)
  }

  @Test(arguments: [
    ("/", []), ("/anna", ["anna"]), ("/anna/haircut", ["anna", "haircut"]), ("/anna/", ["anna", ""]),
    ("//", ["", ""]), ("/caf%C3%A9/a%20b", ["café", "a b"]), ("/a+b", ["a+b"]), ("/%25", ["%"]), ("/...", ["..."]),
    ("*", []),
  ])
  func `a path is cut at its slashes and decoded`(path: String, segments: [String]) {
    #expect(Target(path)?.segments == segments)
    #expect(Target(path)?.path == path)
  }

  @Test(arguments: ["", "anna", "/../", "/%2e", "/%2F", "/%00", "/%1f", "/%7f", "/%", "/%f", "/é", "/a b", "/#", "?"])
  func `what is no clean path is no target`(text: String) {
    #expect(Target(text) == nil)
  }

  @Test func `path and query come apart`() throws {
    let target = try #require(Target("/a?month=2026-12&tz=Europe%2FParis&x"))
    #expect(target.path == "/a" && target.description == "/a?month=2026-12&tz=Europe%2FParis&x")
    #expect(target.query["month"] == "2026-12" && target.query["tz"] == "Europe/Paris" && target.query["x"] == "")
    #expect(target.queryBytes.map { $0.count } == 33)
    #expect(Target("/a")?.queryBytes == nil && Target("/a?")?.queryBytes == [])
    #expect(Target("/a?b") == Target("/a?b") && Target("/a?b") != Target("/a"))
  }

  private func request(type: String?, _ body: String) -> Request {
    var headers = Headers()
    if let type { headers.add(.contentType, type) }
    headers.add(.cookie, "a=1; b=2")
    return Request(
      head: RequestHead(method: .post, target: Target("/")!, headers: headers), body: Array(body.utf8),
      peer: "192.0.2.1", scheme: .https, id: RequestID(high: 1, low: .max))
  }

  @Test func `a request's body is a form when it says so`() {
    let type = "application/x-www-form-urlencoded"
    #expect(request(type: type, "name=Ben").form["name"] == "Ben")
    #expect(request(type: "Application/X-WWW-Form-Urlencoded; charset=utf-8", "name=Ben").form["name"] == "Ben")
    #expect(request(type: "text/plain", "name=Ben").form.isEmpty)
    #expect(request(type: nil, "name=Ben").form.isEmpty)
  }

  @Test func `a request's body has parts when it says so`() throws {
    let body = "--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--"
    #expect(try request(type: "multipart/form-data; boundary=x", body).multipart?["a"]?.text == "b")
    #expect(try request(type: "multipart/mixed; boundary=x", body).multipart == nil)
    #expect(throws: Multipart.Refusal.badBoundary) { try request(type: "multipart/form-data", body).multipart }
  }

  @Test func `a request knows its cookies and its name`() {
    let request = request(type: nil, "")
    #expect(request.cookies["b"] == "2" && request.cookies["c"] == nil)
    #expect(request.id.description == "0000000000000001ffffffffffffffff")
    #expect(request.method == .post && request.target.path == "/" && request.headers.count == 1)
  }
}
