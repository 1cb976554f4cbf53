import HTTP
import Testing

/// RFC 7578 and RFC 2046 5.1. `↵` is CR LF.
struct MultipartTests {
  private func parse(_ text: String, boundary: String = "x") throws -> [String] {
    let body = Array(text.replacing("↵", with: "\r\n").utf8)
    return try Multipart.parse(body, boundary: boundary).parts.map { part in
      [part.name, part.fileName, part.type?.name, part.text].map { $0 ?? "-" }.joined(separator: "|")
    }
  }

  private static let field = "Content-Disposition: form-data; name=\"a\"↵"

  @Test func `RFC 7578's form with fields and a file`() throws {
    let parts = try parse(
      "--AaB03x↵content-disposition: form-data; name=\"field1\"↵content-type: text/plain;charset=UTF-8↵↵"
        + "Joe owes €100.↵--AaB03x↵content-disposition: form-data; name=\"pics\"; filename=\"file1.txt\"↵"
        + "Content-Type: text/plain↵↵... contents of file1.txt ...↵--AaB03x--↵", boundary: "AaB03x")
    #expect(
      parts == [
        "field1|-|text/plain|Joe owes €100.", "pics|file1.txt|text/plain|... contents of file1.txt ...",
      ])
  }

  @Test func `what stands around the parts is ignored`() throws {
    #expect(try parse("preamble↵--x↵\(Self.field)↵b↵--x--↵epilogue --x--") == ["a|-|-|b"])
    #expect(try parse("↵--x↵\(Self.field)↵b↵--x--") == ["a|-|-|b"])
  }

  @Test func `blanks may follow a boundary`() throws {
    #expect(try parse("--x \t↵\(Self.field)↵b↵--x--  ↵") == ["a|-|-|b"])
  }

  @Test(arguments: [
    ("b↵", "b\r\n"), ("↵", "\r\n"), ("", ""), ("↵--xy", "\r\n--xy"), ("↵--", "\r\n--"),
    ("\r--x", "\r--x"), ("\n--x--", "\n--x--"), ("↵-x--", "\r\n-x--"), ("b--x--", "b--x--"), ("↵↵↵", "\r\n\r\n\r\n"),
    ("\u{0}\r\r", "\u{FFFD}\r\r"),
  ])
  func `bytes that look like a boundary and are none`(content: String, text: String) throws {
    #expect(try parse("--x↵\(Self.field)↵\(content)↵--x--") == ["a|-|-|\(text)"])
  }

  @Test func `a part without bytes may share its line break with the boundary`() throws {
    #expect(try parse("--x↵\(Self.field)↵--x--") == ["a|-|-|"])
  }

  @Test func `the last boundary needs no line break`() throws {
    #expect(try parse("--x↵\(Self.field)↵b↵--x--") == ["a|-|-|b"])
  }

  @Test func `no parts at all`() throws {
    #expect(try parse("--x--↵").isEmpty)
  }

  @Test(arguments: [
    ("name=a", "a|-"), ("name=\"a b\"", "a b|-"), ("name=\"%22a%22\"", "\"a\"|-"), ("name=\"a\\\"b\"", "a\"b|-"),
    ("name=\"a%0D%0Ab\"", "a\r\nb|-"), ("name=\"100%41\"", "100%41|-"), ("NAME=\"a\"", "a|-"), ("name=\"\"", "|-"),
    ("name=a; filename=\"\"", "a|"), ("name=a; filename=\"é.png\"", "a|é.png"),
    ("name=a; filename=\"../../etc/passwd\"", "a|passwd"), ("name=a; filename=\"C:\\dir\\b.txt\"", "a|b.txt"),
    ("filename=b;name=a", "a|b"), ("name=a; filename*=UTF-8''%62", "a|-"), ("name=a;", "a|-"),
  ])
  func `names of fields and files`(parameters: String, expected: String) throws {
    let parts = try parse("--x↵Content-Disposition: form-data; \(parameters)↵↵b↵--x--")
    #expect(parts == ["\(expected)|-|b"])
  }

  @Test(arguments: [
    ("", Multipart.Refusal.noParts), ("--y↵", .noParts), (" --x↵", .noParts), ("--x", .noParts), ("--x\n", .noParts),
    ("--x↵\(field)↵b", .notClosed), ("--x↵\(field)↵b↵--x", .notClosed), ("--x↵\(field)↵b↵--x-", .notClosed),
    ("--x↵--x--", .badPartHead), ("--x↵\(field)b↵--x--", .badPartHead), ("--x↵ \(field)↵b↵--x--", .badPartHead),
    ("--x↵Content-Disposition : form-data; name=a↵↵↵--x--", .badPartHead), ("--x↵A: \n↵↵↵--x--", .badPartHead),
    ("--x↵A: b\r↵↵↵--x--", .badPartHead), ("--x↵A: \(String(repeating: "b", count: 5000))↵↵↵--x--", .badPartHead),
    ("--x↵↵b↵--x--", .unnamedPart), ("--x↵Content-Disposition: form-data↵↵b↵--x--", .unnamedPart),
    ("--x↵Content-Disposition: attachment; name=a↵↵b↵--x--", .unnamedPart),
    ("--x↵Content-Disposition: form-data; name=\"a↵↵b↵--x--", .unnamedPart),
    ("--x↵Content-Disposition: form-data; name=a; name=b↵↵b↵--x--", .unnamedPart),
    ("--x↵Content-Disposition: form-data name=a↵↵b↵--x--", .unnamedPart),
  ])
  func `what is no form is refused`(text: String, refusal: Multipart.Refusal) {
    #expect(throws: refusal) { try parse(text) }
  }

  @Test(arguments: ["", " ", "x ", "é", "a\"b", "a;b", "a\r\nb", String(repeating: "x", count: 71)])
  func `an unsound boundary is refused`(boundary: String) {
    #expect(throws: Multipart.Refusal.badBoundary) { try parse("--\(boundary)--", boundary: boundary) }
  }

  @Test func `a hostile number of parts is refused`() throws {
    let part = "--x↵\(Self.field)↵b↵"
    #expect(try parse(String(repeating: part, count: Multipart.partLimit) + "--x--").count == Multipart.partLimit)
    #expect(throws: Multipart.Refusal.tooManyParts) {
      try parse(String(repeating: part, count: Multipart.partLimit + 1) + "--x--")
    }
  }

  @Test func `the first part of a name`() throws {
    let body = Array("--x\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x--".utf8)
    let multipart = try Multipart.parse(body, boundary: "x")
    #expect(multipart["a"]?.bytes.elementsEqual("b".utf8) == true && multipart["b"] == nil)
  }
}
