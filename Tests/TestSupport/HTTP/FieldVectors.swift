extension HTTPVector {
  private static let badName = HTTPReply.bad("a header name is not a token followed by a colon")
  private static let badValue = HTTPReply.bad("a header value holds a control character")
  private static let folded = HTTPReply.bad("a header line begins with a blank")
  private static let bareLineFeed = HTTPReply.bad("a line ends without a carriage return")

  private static func get(_ name: String, with lines: String, _ reply: HTTPReply) -> HTTPVector {
    HTTPVector(name, "GET / HTTP/1.1↵Host: a↵\(lines)↵↵", reply)
  }

  /// RFC 9112 5, RFC 9110 5.
  static let fields: [HTTPVector] = [
    get("no blank after the colon", with: "X:y", .echo("GET / to a")),
    get("blanks around a value", with: "X: ␉ y ␉ ", .echo("GET / to a")),
    get("a tab inside a value", with: "X: y␉z", .echo("GET / to a")),
    get("an empty value", with: "X:", .echo("GET / to a")),
    get("a value of blanks", with: "X:   ", .echo("GET / to a")),
    get("every character a name may have", with: "!#$%&'*+-.^_`|~09azAZ: y", .echo("GET / to a")),
    get("UTF-8 in a value", with: "X: Zoë 🙂", .echo("GET / to a")),
    get("a colon in a value", with: "X: y:z:", .echo("GET / to a")),
    HTTPVector("names have no case", "GET / HTTP/1.1↵hOsT:a↵↵", .echo("GET / to a")),
    HTTPVector("blanks around the Host", "GET / HTTP/1.1↵Host:␉a ↵↵", .echo("GET / to a")),

    get("a space before the colon", with: "X : y", badName),
    get("a tab before the colon", with: "X␉: y", badName),
    get("a space in a name", with: "X Y: z", badName),
    get("no colon", with: "X", badName),
    get("no name", with: ": y", badName),
    get("a name in brackets", with: "[X]: y", badName),
    get("UTF-8 in a name", with: "Zoë: y", badName),
    get("NUL in a name", with: "X␀: y", badName),
    get("a bare CR in a name", with: "X␍: y", badName),
    get("a folded value", with: "X: y↵ z", folded),
    get("a value folded by a tab", with: "X: y↵␉z", folded),
    HTTPVector("the first line folded", "GET / HTTP/1.1↵ X: y↵Host: a↵↵", folded),
    HTTPVector("a folded Transfer-Encoding", "POST / HTTP/1.1↵Host: a↵Transfer-Encoding:↵ chunked↵↵0↵↵", folded),
    get("a line of blanks", with: "X: y↵ ", folded),
    get("NUL in a value", with: "X: y␀z", badValue),
    get("a vertical tab in a value", with: "X: y␋z", badValue),
    get("DEL in a value", with: "X: y␡z", badValue),
    get("a bare CR in a value", with: "X: y␍z", badValue),
    get("a bare CR before a hidden field", with: "X: y␍Transfer-Encoding: chunked", badValue),
    get("two CRs at the end of a value", with: "X: y␍", badValue),
    get("a bare LF before a hidden field", with: "X: y␊Transfer-Encoding: chunked", bareLineFeed),
    HTTPVector("a bare LF for the empty line", "GET / HTTP/1.1↵Host: a↵␊", bareLineFeed),
    HTTPVector("a bare CR for the empty line", "GET / HTTP/1.1↵Host: a↵␍X: y↵↵", badName),
  ]

  private static let badLength = HTTPReply.bad("the Content-Length is not one number")

  private static func post(_ name: String, length: String, _ reply: HTTPReply) -> HTTPVector {
    HTTPVector(name, "POST / HTTP/1.1↵Host: a↵Content-Length:\(length)↵↵hello", reply)
  }

  /// RFC 9112 6.2, 6.3; RFC 9110 8.6.
  static let lengths: [HTTPVector] = [
    post("a body by its length", length: " 5", .echo("POST / to a with hello")),
    post("blanks around the length", length: " ␉5 ␉", .echo("POST / to a with hello")),
    post("zeros before the length", length: " 005", .echo("POST / to a with hello")),
    HTTPVector("a length of zero", "POST / HTTP/1.1↵Host: a↵Content-Length: 0↵↵", .echo("POST / to a")),
    HTTPVector("no length is no body", "POST / HTTP/1.1↵Host: a↵↵", .echo("POST / to a")),
    HTTPVector(
      "a body may hold anything", "POST / HTTP/1.1↵Host: a↵Content-Length: 7↵↵␀␊␍↵é",
      .echo("POST / to a with \0\n\r\r\né")),
    post("an empty length", length: "", badLength),
    post("a length with a plus", length: " +5", badLength),
    post("a length below zero", length: " -5", badLength),
    post("a length below zero by nothing", length: " -0", badLength),
    post("a length in hexadecimal", length: " 0x5", badLength),
    post("a length with a point", length: " 5.0", badLength),
    post("a length with an exponent", length: " 5e0", badLength),
    post("a length with a unit", length: " 5 bytes", badLength),
    post("a length of two numbers", length: " 5 5", badLength),
    post("a list of equal lengths", length: " 5, 5", badLength),
    post("a list of lengths", length: " 5, 6", badLength),
    post("a length with a comma", length: " 5,", badLength),
    post("a length in quotes", length: " \"5\"", badLength),
    post("a length in another script's digits", length: " ٥", badLength),
    post("a length that overflows", length: " 18446744073709551621", badLength),
    post("a length that overflows a signed word", length: " 9223372036854775808", badLength),
    post("the same length twice", length: " 5↵Content-Length: 5", badLength),
    post("two lengths", length: " 5↵content-length: 6", badLength),
    post("a length behind a vertical tab", length: " ␋5", badValue),
    post("a space after the length's name", length: " 5↵Content-Length : 6", badName),
  ]
}
