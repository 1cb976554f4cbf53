extension HTTPVector {
  private static let badTarget = HTTPReply.bad("the target is not a clean path")
  private static let otherHost = HTTPReply.bad("the target names another host than Host does")

  private static func get(_ name: String, _ target: String, host: String = "a", _ reply: HTTPReply) -> HTTPVector {
    HTTPVector(name, "GET \(target) HTTP/1.1↵Host: \(host)↵↵", reply)
  }

  /// RFC 9112 3.2, RFC 3986.
  static let targets: [HTTPVector] = [
    get(
      "RFC 9112 3.2.1: origin form", "/where?q=now", host: "www.example.org",
      .echo("GET /where?q=now to www.example.org")),
    get(
      "RFC 9112 3.2.2: absolute form", "http://www.example.org/pub/WWW/TheProject.html", host: "www.example.org",
      .echo("GET /pub/WWW/TheProject.html to www.example.org")),
    HTTPVector(
      "RFC 9112 3.2.4: OPTIONS of a whole server", "OPTIONS * HTTP/1.1↵Host: www.example.org:8001↵↵",
      .echo("OPTIONS * to www.example.org:8001")),
    HTTPVector(
      "RFC 9112 3.2.4: the same in absolute form",
      "OPTIONS http://www.example.org:8001 HTTP/1.1↵Host: www.example.org:8001↵↵",
      .echo("OPTIONS * to www.example.org:8001")),

    get("an absolute target without a path", "http://a", .echo("GET / to a")),
    get("an absolute target with a query alone", "http://a?b=c", .echo("GET /?b=c to a")),
    get(
      "scheme and host have no case", "HTTP://WWW.A.example/x", host: "www.a.EXAMPLE", .echo("GET /x to www.a.EXAMPLE")),
    get("the default port may be named or not", "http://a:80/x", .echo("GET /x to a")),
    get("an https target from a proxy", "https://a/x", .echo("GET /x to a")),
    get("an absolute target for another host", "http://b/x", otherHost),
    get("an absolute target for another port", "http://a:8080/x", otherHost),
    get("an absolute target with a user", "http://me@a/x", badTarget),
    get("an absolute target without a host", "http:///x", badTarget),
    get("an absolute target of another scheme", "ftp://a/x", badTarget),
    get("a scheme without slashes", "http:a/x", badTarget),
    get("a dot segment in an absolute target", "http://a/x/../y", badTarget),
    get("a relative target", "index.html", badTarget),
    get("an authority where a path belongs", "a:80", badTarget),
    get("an asterisk for GET", "*", badTarget),
    HTTPVector("two asterisks", "OPTIONS ** HTTP/1.1↵Host: a↵↵", badTarget),

    get("slashes are kept", "//x//y/", .echo("GET //x//y/ to a")),
    get("an empty query", "/x?", .echo("GET /x? to a")),
    get("a second question mark belongs to the query", "/x?a?b", .echo("GET /x?a?b to a")),
    get("a query may hold slashes and dots", "/x?../../y", .echo("GET /x?../../y to a")),
    get("a query may hold unsound escapes", "/x?%zz", .echo("GET /x?%zz to a")),
    get("escapes are passed on as they are", "/caf%C3%A9", .echo("GET /caf%C3%A9 to a")),
    get("a hidden folder is no dot segment", "/.well-known/x", .echo("GET /.well-known/x to a")),
    get("three dots are no dot segment", "/.../x", .echo("GET /.../x to a")),
    get("a step up", "/a/../b", badTarget),
    get("a step up at the end", "/a/..", badTarget),
    get("a step nowhere", "/./a", badTarget),
    get("a step up in escapes", "/%2e%2E/etc/passwd", badTarget),
    get("a step up half in escapes", "/.%2e/etc/passwd", badTarget),
    get("an encoded slash", "/..%2Fetc", badTarget),
    get("an encoded NUL", "/a%00.html", badTarget),
    get("an encoded line break", "/a%0d%0aSet-Cookie:x", badTarget),
    get("an escape that is no text", "/%ff", badTarget),
    get("an overlong escape", "/%c0%ae%c0%ae/", badTarget),
    get("an escape with a letter too far", "/%4g", badTarget),
    get("half an escape", "/%4", badTarget),
    get("a fragment", "/a#b", badTarget),
    get("raw UTF-8 in the path", "/café", badTarget),
    get("raw UTF-8 in the query", "/?é", badTarget),
    get("NUL in the path", "/␀", badTarget),
    get("a tab in the path", "/a␉b", badTarget),
  ]

  private static let noHost = HTTPReply.bad("there is no Host")
  private static let manyHosts = HTTPReply.bad("there is more than one Host")
  private static let badHost = HTTPReply.bad("the Host is not a host")

  /// RFC 9112 3.2, RFC 9110 7.2.
  static let hosts: [HTTPVector] = [
    HTTPVector("no Host", "GET / HTTP/1.1↵↵", noHost),
    HTTPVector("no Host beside an absolute target", "GET http://a/ HTTP/1.1↵↵", noHost),
    HTTPVector("two Hosts", "GET / HTTP/1.1↵Host: a↵Host: b↵↵", manyHosts),
    HTTPVector("the same Host twice", "GET / HTTP/1.1↵Host: a↵hOST: a↵↵", manyHosts),
    HTTPVector("HTTP/1.0 needs no Host", "GET / HTTP/1.0↵↵", .echo("GET / to ", .close)),
    HTTPVector("a bad Host in HTTP/1.0", "GET / HTTP/1.0↵Host: a b↵↵", badHost),
    get("a host with a port", "/", host: "example.com:8080", .echo("GET / to example.com:8080")),
    get("a host with an empty port", "/", host: "example.com:", .echo("GET / to example.com:")),
    get("an IPv4 address", "/", host: "127.0.0.1", .echo("GET / to 127.0.0.1")),
    get("an IPv6 address", "/", host: "[::1]:8080", .echo("GET / to [::1]:8080")),
    get("an empty Host", "/", host: "", badHost),
    get("a port alone", "/", host: ":80", badHost),
    get("an IPv6 address left open", "/", host: "[::1", badHost),
    get("an IPv6 address with a word after it", "/", host: "[::1]a", badHost),
    get("a port with letters", "/", host: "a:b", badHost),
    get("a port that is too large", "/", host: "a:65536", badHost),
    get("two ports", "/", host: "a:1:2", badHost),
    get("a path in the Host", "/", host: "a/b", badHost),
    get("a user in the Host", "/", host: "me@a", badHost),
    get("a list in the Host", "/", host: "a, b", badHost),
    get("a quote in the Host", "/", host: "a\"b", badHost),
    get("an escape in the Host", "/", host: "%61", badHost),
  ]
}
