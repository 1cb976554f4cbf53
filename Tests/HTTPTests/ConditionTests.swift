import HTTP
import TestSupport
import Testing

/// RFC 9110 8.8 and 13.
struct ConditionTests {
  /// What `GET` or another method of a resource with these validators comes to.
  private func outcome(
    _ fields: [(FieldName, String)], method: Method = .get, etag: ETag? = ETag("xyzzy"), modified: Int64? = 784_111_777
  ) -> Validators.Outcome {
    var headers = Headers()
    for (name, value) in fields { headers.add(name, value) }
    return Validators(etag: etag, lastModified: modified.map { HTTPDate(seconds: $0) })
      .check(RequestHead(method: method, target: Target("/")!, headers: headers))
  }

  private static let then = "Sun, 06 Nov 1994 08:49:37 GMT"
  private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"
  private static let after = "Sunday, 06-Nov-94 08:49:38 GMT"

  @Test func `without a condition everything proceeds`() {
    #expect(outcome([]) == .proceed && outcome([], method: .put) == .proceed)
  }

  @Test(arguments: [
    "\"xyzzy\"", "W/\"xyzzy\"", "\"a\", \"xyzzy\"", "\"a\",\"b\" , W/\"xyzzy\"", "*", " * ", ",,\"xyzzy\",",
  ])
  func `a copy that is good is not sent again`(tags: String) {
    #expect(outcome([(.ifNoneMatch, tags)]) == .notModified)
    #expect(outcome([(.ifNoneMatch, tags)], method: .head) == .notModified)
    #expect(outcome([(.ifNoneMatch, tags)], method: .put) == .failed)
  }

  @Test(arguments: [
    "\"abc\"", "\"XYZZY\"", "", "xyzzy", "\"xyzzy", "W/ \"xyzzy\"", "w/\"xyzzy\"", "\"xyzzy\" \"a\"", "\"*\"",
  ])
  func `a copy that is not good is`(tags: String) {
    #expect(outcome([(.ifNoneMatch, tags)]) == .proceed)
  }

  @Test func `a tag may stand in a second field`() {
    #expect(outcome([(.ifNoneMatch, "\"a\""), (.ifNoneMatch, "\"xyzzy\"")]) == .notModified)
  }

  @Test func `a resource without a tag has none that matches`() {
    #expect(outcome([(.ifNoneMatch, "\"xyzzy\"")], etag: nil) == .proceed)
    #expect(outcome([(.ifMatch, "\"xyzzy\"")], etag: nil) == .failed)
    #expect(outcome([(.ifNoneMatch, "*")], etag: nil) == .notModified)
    #expect(outcome([(.ifMatch, "*")], etag: nil) == .proceed)
  }

  @Test func `a change needs the state it was made for`() {
    #expect(outcome([(.ifMatch, "\"xyzzy\"")], method: .put) == .proceed)
    #expect(outcome([(.ifMatch, "\"a\", \"xyzzy\"")], method: .put) == .proceed)
    #expect(outcome([(.ifMatch, "\"a\"")], method: .put) == .failed)
    #expect(outcome([(.ifMatch, "W/\"xyzzy\"")], method: .put) == .failed)
    #expect(outcome([(.ifMatch, "\"xyzzy\"")], method: .put, etag: ETag("xyzzy", isWeak: true)) == .failed)
    #expect(outcome([(.ifMatch, "nonsense")], method: .put) == .failed)
  }

  @Test(arguments: [
    (then, Validators.Outcome.notModified), (after, .notModified), (before, .proceed), ("soon", .proceed),
  ])
  func `by date, a copy is good from the last change on`(date: String, expected: Validators.Outcome) {
    #expect(outcome([(.ifModifiedSince, date)]) == expected)
    #expect(outcome([(.ifModifiedSince, date)], method: .post) == .proceed)
    #expect(outcome([(.ifModifiedSince, date)], modified: nil) == .proceed)
  }

  @Test(arguments: [(then, Validators.Outcome.proceed), (after, .proceed), (before, .failed), ("soon", .proceed)])
  func `by date, a change needs that nothing changed since`(date: String, expected: Validators.Outcome) {
    #expect(outcome([(.ifUnmodifiedSince, date)], method: .put) == expected)
    #expect(outcome([(.ifUnmodifiedSince, date)], method: .put, modified: nil) == .proceed)
  }

  @Test func `tags come before dates`() {
    #expect(outcome([(.ifNoneMatch, "\"a\""), (.ifModifiedSince, Self.after)]) == .proceed)
    #expect(outcome([(.ifNoneMatch, "\"xyzzy\""), (.ifModifiedSince, Self.before)]) == .notModified)
    #expect(outcome([(.ifMatch, "\"xyzzy\""), (.ifUnmodifiedSince, Self.before)], method: .put) == .proceed)
    #expect(outcome([(.ifMatch, "\"a\""), (.ifNoneMatch, "\"xyzzy\"")]) == .failed)
  }

  @Test func `a tag and its text`() {
    #expect(ETag("a-1")?.description == "\"a-1\"" && ETag("a", isWeak: true)?.description == "W/\"a\"")
    #expect(ETag("") != nil && ETag("a\"") == nil && ETag("a b") == nil && ETag("a\n") == nil)
    #expect(ETag.parse(Array(" W/\"a\" ".utf8)[...]) == ETag("a", isWeak: true))
    #expect(ETag.parse(Array("\"a\", \"b\"".utf8)[...]) == nil)
  }

  @Test(arguments: [
    ("1", true, "1", true, false, true), ("1", true, "2", true, false, false), ("1", true, "1", false, false, true),
    ("1", false, "1", false, true, true),
  ])
  func `the comparisons of RFC 9110's table`(
    first: String, firstIsWeak: Bool, second: String, secondIsWeak: Bool, strongly: Bool, weakly: Bool
  ) throws {
    let first = try #require(ETag(first, isWeak: firstIsWeak))
    let second = try #require(ETag(second, isWeak: secondIsWeak))
    #expect(first.isStrongly(second) == strongly && first.isWeakly(second) == weakly)
  }

  @Test func `the answer to a good copy carries what it may be refreshed by`() {
    var headers = Headers()
    headers.add(.cacheControl, "no-cache")
    let response = Response.notModified(
      Validators(etag: ETag("a"), lastModified: EchoHandler.date), headers: headers)
    #expect(response.status == .notModified && response.headers[.cacheControl] == "no-cache")
    #expect(response.headers[.etag] == "\"a\"" && response.headers[.lastModified] == Self.then)
  }
}
