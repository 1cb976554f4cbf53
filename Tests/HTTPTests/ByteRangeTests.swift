import HTTP
import Testing

/// RFC 9110 14, with its examples of 10,000 bytes.
struct ByteRangeTests {
  private func choose(
    _ range: String, size: Int64 = 10_000, method: Method = .get, ifRange: String? = nil
  ) -> ByteRange {
    var headers = Headers()
    headers.add(.range, range)
    if let ifRange { headers.add(.ifRange, ifRange) }
    return ByteRange.choose(
      for: RequestHead(method: method, target: Target("/")!, headers: headers), size: size,
      Validators(etag: ETag("a"), lastModified: HTTPDate(seconds: 784_111_777)))
  }

  @Test(
    arguments: [
      ("bytes=0-499", 0..<500), ("bytes=500-999", 500..<1000), ("bytes=-500", 9500..<10_000),
      ("bytes=9500-", 9500..<10_000), ("bytes=0-0", 0..<1), ("bytes=9999-", 9999..<10_000), ("bytes=-1", 9999..<10_000),
      ("bytes=500-600,601-999", 500..<1000), ("bytes=500-700,601-999", 500..<1000), ("Bytes= 1-2 ", 1..<3),
      ("bytes=601-999, 500-600", 500..<1000), ("bytes=9990-20000", 9990..<10_000), ("bytes=1-2,20000-", 1..<3),
      ("bytes=1-99999999999999999999999", 1..<10_000), ("bytes=,1-2,", 1..<3),
    ] as [(String, Range<Int64>)])
  func `a part`(range: String, expected: Range<Int64>) {
    #expect(choose(range) == .part(expected))
  }

  @Test(arguments: [
    "bytes=0-", "bytes=0-9999", "bytes=-10000", "bytes=-20000", "bytes=0-0,-1", "bytes=0-10,20-30", "items=0-5",
    "bytes", "bytes=", "bytes=,", "bytes=a-b", "bytes=5-1", "bytes=1", "bytes=--1", "bytes=1-2-3", "bytes=+1-2",
    "bytes=0x1-2", "bytes=1-2;3-4", "bytes 0-5", "bytes=1-2,x", "",
    "bytes=" + (0..<17).map { "\($0)-\($0)" }.joined(separator: ","),
  ])
  func `everything, when the ranges are no one part or no ranges at all`(range: String) {
    #expect(choose(range) == .whole)
  }

  @Test(arguments: ["bytes=10000-", "bytes=10000-20000", "bytes=-0", "bytes=99999999999999999999-", "bytes=10000-,-0"])
  func `nothing is there`(range: String) {
    #expect(choose(range) == .unsatisfiable)
  }

  @Test func `an empty file has no first byte`() {
    #expect(choose("bytes=0-", size: 0) == .unsatisfiable)
    #expect(choose("bytes=-5", size: 0) == .whole)
  }

  @Test func `only GET has ranges`() {
    #expect(choose("bytes=0-1", method: .head) == .whole && choose("bytes=0-1", method: .post) == .whole)
  }

  @Test(arguments: ["\"a\"", "Sun, 06 Nov 1994 08:49:37 GMT"]) func `a part of the state the client has`(state: String)
  {
    #expect(choose("bytes=0-1", ifRange: state) == .part(0..<2))
  }

  @Test(arguments: ["\"b\"", "W/\"a\"", "Sun, 06 Nov 1994 08:49:36 GMT", "Sun, 06 Nov 1994 08:49:38 GMT", "a", "", "*"])
  func `everything, when the client has another state`(state: String) {
    #expect(choose("bytes=0-1", ifRange: state) == .whole)
    #expect(choose("bytes=10000-", ifRange: state) == .whole)
  }

  @Test func `the answer with a part says which`() {
    let part = Response.text("0123456789").part(2..<5)
    #expect(part.status == .partialContent && part.headers[.contentRange] == "bytes 2-4/10")
    guard case .bytes(let bytes) = part.body else {
      Issue.record("bytes stay bytes")
      return
    }
    #expect(bytes == Array("234".utf8))
  }

  @Test func `the answer with a part of a file`() {
    let file = File(OpenDescriptor(owning: -1), offset: 100, count: 10)
    guard case .file(let part) = Response(body: .file(file)).part(2..<5).body else {
      Issue.record("a file stays a file")
      return
    }
    #expect(part.offset == 102 && part.count == 3)
  }

  @Test func `the answer where nothing is says how much there is`() {
    let response = Response.rangeNotSatisfiable(size: 47_022)
    #expect(response.status.code == 416 && response.headers[.contentRange] == "bytes */47022")
  }
}
