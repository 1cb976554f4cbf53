import HTTP
import Testing

/// RFC 6265.
struct CookieTests {
  private func pairs(_ text: String) -> [String] {
    Cookies.parse(Array(text.utf8)[...]).all.map { "\($0.name):\($0.value)" }
  }

  @Test(arguments: [
    ("SID=31d4d96e407aad42", ["SID:31d4d96e407aad42"]),
    ("SID=31d4d96e407aad42; lang=en-US", ["SID:31d4d96e407aad42", "lang:en-US"]), ("a=1;b=2", ["a:1", "b:2"]),
    ("a=1;; ;b=2;", ["a:1", "b:2"]), (" a = 1 ; b=2", ["a:1", "b:2"]), ("a=", ["a:"]), ("a=b=c==", ["a:b=c=="]),
    ("a=\"b\"", ["a:b"]), ("a=\"", ["a:\""]), ("a=\"b", ["a:\"b"]), ("nothing; a=1", ["a:1"]), ("=1; a=1", ["a:1"]),
    ("", []), (";", []), ("=", []), ("a=é", ["a:é"]),
  ])
  func `pairs in order`(field: String, expected: [String]) {
    #expect(pairs(field) == expected)
  }

  @Test func `the first of a name counts, and names have a case`() {
    let cookies = Cookies.parse(Array("a=1; a=2; A=3".utf8)[...])
    #expect(cookies["a"] == "1" && cookies["A"] == "3" && cookies["b"] == nil)
  }

  @Test func `what is no text becomes a question mark in a diamond`() {
    #expect(Cookies.parse([0x61, 0x3D, 0xFF])["a"] == "\u{FFFD}")
  }

  @Test func `a session's cookie`() {
    let cookie = SetCookie("__Host-session", "abc123", maxAge: 86_400, isSecure: true)
    #expect(cookie?.text == "__Host-session=abc123; Path=/; Max-Age=86400; Secure; HttpOnly; SameSite=Lax")
    #expect(
      cookie?.removal?.text == "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")
  }

  @Test func `a cookie of one folder, for our own pages alone`() {
    let cookie = SetCookie("flash", "saved", path: "/app", isSecure: false, sameSite: .strict)
    #expect(cookie?.text == "flash=saved; Path=/app; HttpOnly; SameSite=Strict")
  }

  @Test(arguments: [
    ("", "v", "/"), ("a b", "v", "/"), ("a;", "v", "/"), ("a=", "v", "/"), ("é", "v", "/"), ("a", "v w", "/"),
    ("a", "v;w", "/"), ("a", "v,w", "/"), ("a", "\"v\"", "/"), ("a", "v\\", "/"), ("a", "v\r\n", "/"), ("a", "é", "/"),
    ("a", "v", ""), ("a", "v", "app"), ("a", "v", "/;Domain=x"), ("a", "v", "/\r\nX: y"), ("__Host-a", "v", "/app"),
  ])
  func `what a browser would misread cannot be made`(name: String, value: String, path: String) {
    #expect(SetCookie(name, value, path: path, isSecure: true) == nil)
  }

  @Test(arguments: ["__Host-a", "__Secure-a"]) func `a name that promises security needs it`(name: String) {
    #expect(SetCookie(name, "v", isSecure: true) != nil)
    #expect(SetCookie(name, "v", isSecure: false) == nil)
  }
}
