import HTTP
import Testing

/// RFC 9110 12, RFC 4647.
struct NegotiationTests {
  private func headers(_ name: FieldName, _ values: String?...) -> Headers {
    var headers = Headers()
    for value in values.compactMap({ $0 }) { headers.add(name, value) }
    return headers
  }

  @Test(arguments: [
    ("vi", "vi"), ("en", "en"), ("vi, en;q=0.9", "vi"), ("en;q=0.5, vi;q=0.8", "vi"), ("VI", "vi"),
    ("vi-VN, en;q=0.5", "vi"), ("da, en-GB;q=0.8, en;q=0.7", "en"), ("fr, *;q=0.1", "en"), ("*", "en"),
    ("*, en;q=0", "vi"), ("en;q=0, vi", "vi"), ("fr, vi;q=0.001", "vi"), ("en;q=0.9, vi;q=0.9", "en"),
    ("vi ; Q=1.000 , en", "en"), ("en;q=x, vi;q=0.1", "vi"), ("en;q=1.5, vi;q=0.1", "vi"), (",,vi,", "vi"),
    ("en;q=0.1, en-US;q=0.9, vi;q=0.5", "en"),
  ])
  func `the language that is liked best`(field: String, expected: String) {
    #expect(headers(.acceptLanguage, field).preferredLanguage(among: ["en", "vi"]) == expected)
  }

  @Test(arguments: ["fr", "v", "vie", "en;q=0, vi;q=0", "", "*;q=0"])
  func `no language that is liked`(field: String) {
    #expect(headers(.acceptLanguage, field).preferredLanguage(among: ["en", "vi"]) == nil)
  }

  @Test func `who says nothing gets our first`() {
    #expect(Headers().preferredLanguage(among: ["en", "vi"]) == "en")
    #expect(Headers().preferredType(among: ["text/html", "application/json"]) == "text/html")
    #expect(Headers().preferredCoding(among: ["br", "gzip"]) == nil)
  }

  @Test func `fields of one name are one list`() {
    #expect(headers(.acceptLanguage, "fr", "en;q=0.1", "vi").preferredLanguage(among: ["en", "vi"]) == "vi")
  }

  @Test(arguments: [
    ("gzip", "gzip"), ("gzip, deflate, br", "br"), ("br;q=0.5, gzip", "gzip"), ("*", "br"), ("*;q=0.5, br;q=0", "gzip"),
    ("x-gzip", "gzip"), ("GZIP;q=0.2", "gzip"), ("identity;q=0.5, gzip;q=0.5", "gzip"),
  ])
  func `the coding that is liked best`(field: String, expected: String) {
    #expect(headers(.acceptEncoding, field).preferredCoding(among: ["br", "gzip"]) == expected)
  }

  @Test(arguments: [
    "", "identity", "deflate", "gzip;q=0", "gzip;q=0.0, br;q=0.000", "*;q=0", "identity, gzip;q=0.9", "gzi", "gzipp",
  ])
  func `sent as it is`(field: String) {
    #expect(headers(.acceptEncoding, field).preferredCoding(among: ["br", "gzip"]) == nil)
  }

  @Test(arguments: [
    ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ("application/json", "application/json"), ("APPLICATION/*", "application/json"), ("*/*", "text/html"),
    ("text/*;q=0.3, text/html;q=0.7, application/json;q=0.5", "text/html"),
    ("text/html;q=0.3, */*;q=0.5", "application/json"), ("text/html;level=1", "text/html"),
    ("text/html;q=0, */*;q=0.1", "application/json"),
  ])
  func `the type that is liked best`(field: String, expected: String) {
    #expect(headers(.accept, field).preferredType(among: ["text/html", "application/json"]) == expected)
  }

  @Test(arguments: ["image/png", "text/html;q=0, application/json;q=0", "", "text", "html"])
  func `no type that is taken`(field: String) {
    #expect(headers(.accept, field).preferredType(among: ["text/html", "application/json"]) == nil)
  }

  @Test func `a media type with its parameters`() {
    let type = MediaType.parse(Array(" Text/HTML ; Charset=\"utf-8\";x=\"a\\\"b\" ".utf8)[...])
    #expect(type?.name == "text/html" && type?["CHARSET"] == "utf-8" && type?["x"] == "a\"b" && type?["y"] == nil)
  }

  @Test(arguments: [
    "", "text", "text/", "/html", "text/html x", "text/html;a", "text/html;a=", "text/html;a=\"b",
    "text/html;a=b;A=c", "text /html", "text/html;=b", "text/html, text/plain",
  ])
  func `what is no media type`(text: String) {
    #expect(MediaType.parse(Array(text.utf8)[...]) == nil)
  }
}
