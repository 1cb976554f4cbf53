import HTTP
import TestSupport
import Testing

/// Fields, their names and what may stand in them.
struct HeadersTests {
  private func received(_ lines: String) -> Headers {
    var talk = Talk(limits: Limits())
    talk.send("GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n")
    return talk.requests.first?.headers ?? Headers()
  }

  @Test func `the first value of a name, whatever its case`() {
    let headers = received("Accept: a\r\naCCEPT:b\r\nX: c")
    #expect(headers[.accept] == "a")
    #expect(headers.values(.accept) == ["a", "b"])
    #expect(headers.contains(.accept) && !headers.contains(.cookie))
    #expect(headers[.cookie] == nil && headers.values(.cookie).isEmpty)
    #expect(headers.count == 4)
  }

  @Test func `members of lists are found in every field of that name, whatever their case, and never parts of them`() {
    let headers = received("Vary: Accept-Language , accept-ENCODING\r\nVary:Cookie\r\nPragma:")
    for member in ["Accept-Language", "Accept-Encoding", "cookie"] as [StaticString] {
      #expect(headers.list(.vary, has: member))
    }
    for member in ["Accept", "Encoding", "Accept-Language , accept-ENCODING", ""] as [StaticString] {
      #expect(!headers.list(.vary, has: member))
    }
    #expect(!headers.list(.cacheControl, has: "no-store"))
  }

  @Test func `a value comes without the blanks around it`() {
    #expect(received("X: \t y \t z \t")[FieldName("X")!] == "y \t z")
    #expect(received("X:")[FieldName("x")!] == "")
  }

  @Test func `all fields, in order`() {
    let pairs = received("B: 2\r\nA: 1").map { "\($0.name)=\($0.value)" }
    #expect(pairs == ["Host=a", "B=2", "A=1"])
  }

  @Test func `what was received can be changed`() {
    var headers = received("B: 2\r\nA:1\r\nB:3")
    headers.set(.etag, "x")
    headers.set(FieldName("b")!, "4")
    headers.remove(.host)
    #expect(headers.map { "\($0.name)=\($0.value)" } == ["A=1", "ETag=x", "b=4"])
    headers.remove(.etag)
    headers.remove(.etag)
    #expect(headers.map { "\($0.name)=\($0.value)" } == ["A=1", "b=4"])
  }

  @Test func `numbers are written in digits`() {
    var headers = Headers()
    headers.add(.age, 0)
    headers.add(.retryAfter, -120)
    headers.set(.age, 1_234_567_890)
    #expect(headers[.age] == "1234567890" && headers[.retryAfter] == "-120")
  }

  @Test func `a value that would break out is written flat`() {
    var headers = Headers()
    headers.add(.location, " \u{0}a\r\nb ")
    headers.add(.link, bytes: [0x0A, 0x61, 0x0D])
    #expect(headers[.location] == "a  b" && headers[.link] == "a")
    #expect(!headers.contains { $0.value.utf8.contains { $0 < 0x20 } })
    #expect(headers.count == 2)
  }

  @Test func `headers are equal when they would be written alike`() {
    var built = Headers()
    built.add(.host, "a")
    built.add(.accept, "x")
    #expect(received("Accept:   x") == built)
    #expect(received("Accept: y") != built)
  }

  @Test(arguments: ["", "a b", "a:", "é", "a\r\n", "a\0", "(a)", String(repeating: "a", count: 257)])
  func `what is no token is no name`(text: String) {
    #expect(FieldName(text) == nil)
  }

  @Test func `names are compared without their case`() {
    let name = FieldName("content-TYPE")
    #expect(name == .contentType && name?.hashValue == FieldName.contentType.hashValue)
    #expect(name?.text == "content-TYPE")
    #expect(FieldName("a^") != FieldName("a~"))
  }
}
