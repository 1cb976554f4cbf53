import HTTP
import Testing

/// `application/x-www-form-urlencoded`, as the WHATWG's URL standard reads it.
struct FormTests {
  private func pairs(_ text: String) -> [String] {
    Form.parse(Array(text.utf8)[...]).map { "\($0.name):\($0.value)" }
  }

  @Test(arguments: [
    ("", []), ("a=1", ["a:1"]), ("a=1&b=2", ["a:1", "b:2"]), ("b=2&a=1&b=3", ["b:2", "a:1", "b:3"]),
    ("a", ["a:"]), ("a=", ["a:"]), ("=1", [":1"]), ("=", [":"]), ("&&a=1&", ["a:1"]), ("a=b=c", ["a:b=c"]),
    ("a+b=c+d", ["a b:c d"]), ("a%20b=c%2Bd", ["a b:c+d"]), ("%61=%E2%82%AC", ["a:€"]), ("a=%26%3d", ["a:&="]),
    ("a;b=1", ["a;b:1"]),
  ])
  func `fields in order, decoded`(text: String, expected: [String]) {
    #expect(pairs(text) == expected)
  }

  @Test(arguments: [("a=%", "%"), ("a=%4", "%4"), ("a=%zz", "%zz"), ("a=100%+sure", "100% sure"), ("a=%%41", "%A")])
  func `an unsound escape stays as it is`(text: String, value: String) {
    #expect(pairs(text) == ["a:\(value)"])
  }

  @Test(arguments: ["a=%FF", "a=\u{0}", "a=%00", "a=%C3"])
  func `what is no text becomes a question mark in a diamond`(text: String) {
    #expect(pairs(text) == ["a:\u{FFFD}"])
  }

  @Test func `the first of a name, and all of them`() {
    let form = Form.parse(Array("guest=a&guest=b&name=c".utf8)[...])
    #expect(form["guest"] == "a" && form.values("guest") == ["a", "b"])
    #expect(form["nobody"] == nil && form.values("nobody").isEmpty)
    #expect(form["Guest"] == nil)
  }

  @Test func `a hostile number of fields is cut short`() {
    let form = Form.parse(Array(String(repeating: "a&", count: 5000).utf8)[...])
    #expect(form.count == Form.fieldLimit && form.isCutShort)
    let fair = Form.parse(Array(String(repeating: "a&", count: 1000).utf8)[...])
    #expect(fair.count == 1000 && !fair.isCutShort)
  }
}
