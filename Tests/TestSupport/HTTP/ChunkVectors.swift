extension HTTPVector {
  private static let badChunk = HTTPReply.bad("a chunk is not framed as it should be")
  private static let tooLong = HTTPReply.refusal("413 Content Too Large", "the body is too long")

  private static func chunked(_ name: String, _ body: String, _ replies: HTTPReply) -> HTTPVector {
    HTTPVector(name, "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵\(body)", replies)
  }

  /// RFC 9112 7.1.
  static let chunks: [HTTPVector] = [
    chunked("two chunks", "4↵Wiki↵5↵pedia↵0↵↵", .echo("POST / to a with Wikipedia")),
    chunked("no chunks", "0↵↵", .echo("POST / to a")),
    chunked("a size in capitals", "A↵0123456789↵0↵↵", .echo("POST / to a with 0123456789")),
    chunked("a size in small letters", "a↵0123456789↵0↵↵", .echo("POST / to a with 0123456789")),
    chunked("zeros before a size", "0005↵hello↵000↵↵", .echo("POST / to a with hello")),
    chunked("line ends in a chunk", "4↵↵␀0↵0↵↵", .echo("POST / to a with \r\n\u{0}0")),
    chunked(
      "exactly as much as is allowed", "20↵0123456789abcdef0123456789abcdef↵0↵↵",
      .echo("POST / to a with 0123456789abcdef0123456789abcdef")),
    HTTPVector(
      "a request hidden in a chunk stays there",
      "POST / HTTP/1.1↵Host: a↵Transfer-Encoding: chunked↵↵13↵GET /x HTTP/1.1↵↵↵0↵↵GET /y HTTP/1.1↵Host: a↵↵",
      .echo("POST / to a with GET /x HTTP/1.1\r\n\r\n"), .echo("GET /y to a")),

    chunked("an extension", "5;a=b↵hello↵0;c↵↵", .echo("POST / to a with hello")),
    chunked("an extension in quotes", "5;a=\"b;c\"↵hello↵0↵↵", .echo("POST / to a with hello")),
    chunked("blanks around an extension", "5 ␉; a = b↵hello↵0↵↵", .echo("POST / to a with hello")),
    chunked("an extension with a bare LF", "5;a␊hello↵0↵↵", badChunk),
    chunked("an extension with a bare CR", "5;a␍b↵hello↵0↵↵", badChunk),
    chunked("an extension with NUL", "5;␀↵hello↵0↵↵", badChunk),
    chunked("extensions without end", "5;\(String(repeating: "x", count: 200))↵hello↵0↵↵", badChunk),
    chunked("many long extensions", repeated("1;\(String(repeating: "x", count: 99))↵a↵", 2) + "0;x↵↵", badChunk),

    chunked("a trailer", "5↵hello↵0↵X: y↵Z: ↵↵", .echo("POST / to a with hello")),
    chunked(
      "a trailer that would change the framing", "5↵hello↵0↵Content-Length: 3↵↵", .echo("POST / to a with hello")),
    chunked("a trailer with a folded line", "0↵X: y↵ z↵↵", .bad("a header line begins with a blank")),
    chunked("a trailer without a colon", "0↵X↵↵", .bad("a header name is not a token followed by a colon")),
    chunked("a trailer with a bare LF", "0↵X: y␊↵", .bad("a line ends without a carriage return")),
    chunked("a trailer with NUL", "0↵X: ␀↵↵", .bad("a header value holds a control character")),
    chunked(
      "a trailer of too many fields", "0↵\(repeated("X: y↵", 7))↵",
      .refusal("431 Request Header Fields Too Large", "there are too many header fields")),
    chunked(
      "a trailer that is too long", "0↵X: \(String(repeating: "y", count: 200))",
      .refusal("431 Request Header Fields Too Large", "the header fields are too long")),

    chunked("a size with a plus", "+5↵hello↵0↵↵", badChunk),
    chunked("a size below zero", "-5↵hello↵0↵↵", badChunk),
    chunked("a size with a prefix", "0x5↵hello↵0↵↵", badChunk),
    chunked("a space before a size", " 5↵hello↵0↵↵", badChunk),
    chunked("a space after a size", "5 ↵hello↵0↵↵", badChunk),
    chunked("no size", "↵hello↵0↵↵", badChunk),
    chunked("no size but an extension", ";a↵hello↵0↵↵", badChunk),
    chunked("a size with a letter too far", "g↵hello↵0↵↵", badChunk),
    chunked("a size that overflows", "10000000000000005↵hello↵0↵↵", badChunk),
    chunked("a size with too many zeros", "0000000000000005↵hello↵0↵↵", badChunk),
    chunked("a bare LF after a size", "5␊hello↵0↵↵", badChunk),
    chunked("a bare CR after a size", "5␍hello↵0↵↵", badChunk),
    chunked("no line end after the data", "5↵hello0↵↵", badChunk),
    chunked("a bare LF after the data", "5↵hello␊0↵↵", badChunk),
    chunked("a bare CR after the data", "5↵hello␍0↵↵", badChunk),
    chunked("more data than the size says", "5↵hello!↵0↵↵", badChunk),
    chunked("the data cut by the next size", "7↵hello↵0↵↵GET / HTTP/1.1↵", badChunk),
    chunked("a bare LF at the very end", "5↵hello↵0↵␊", .bad("a line ends without a carriage return")),

    chunked("a chunk that is too long", "21↵", tooLong),
    chunked("a chunk that is far too long", "fffffffffffffff↵", tooLong),
    chunked("chunks that are too long together", "20↵0123456789abcdef0123456789abcdef↵1↵", tooLong),
  ]

  private static func coded(_ name: String, _ lines: String, _ reply: HTTPReply) -> HTTPVector {
    HTTPVector(name, "POST / HTTP/1.1↵Host: a↵\(lines)↵↵5↵hello↵0↵↵", reply)
  }

  private static let notChunked = HTTPReply.bad("the Transfer-Encoding does not end in one chunked")
  private static let badCoding = HTTPReply.bad("the Transfer-Encoding is not a list of codings")
  private static let twoFramings = HTTPReply.bad("there are both a Content-Length and a Transfer-Encoding")
  private static let badValue = HTTPReply.bad("a header value holds a control character")
  private static let badName = HTTPReply.bad("a header name is not a token followed by a colon")

  /// RFC 9112 6.1, 6.3, 11.2: what two readers might take two ways.
  static let codings: [HTTPVector] = [
    coded("a coding in capitals", "Transfer-Encoding: CHUNKED", .echo("POST / to a with hello")),
    coded("blanks around a coding", "transfer-encoding:␉ chunked ␉", .echo("POST / to a with hello")),
    coded("a coding of another name", "Transfer-Encoding: xchunked", notChunked),
    coded("a coding cut short", "Transfer-Encoding: chunke", notChunked),
    coded("a coding with a parameter", "Transfer-Encoding: chunked;q=1", notChunked),
    coded("a coding in quotes", "Transfer-Encoding: \"chunked\"", badCoding),
    coded("identity, which is no more", "Transfer-Encoding: identity", notChunked),
    coded("gzip alone", "Transfer-Encoding: gzip", notChunked),
    coded("chunked before gzip", "Transfer-Encoding: chunked, gzip", notChunked),
    coded("chunked twice", "Transfer-Encoding: chunked, chunked", notChunked),
    coded("chunked twice in two fields", "Transfer-Encoding: chunked↵Transfer-Encoding: chunked", notChunked),
    coded("chunked, then identity", "Transfer-Encoding: chunked↵Transfer-Encoding: identity", notChunked),
    coded(
      "gzip within chunked", "Transfer-Encoding: gzip, chunked",
      .refusal("501 Not Implemented", "no Transfer-Encoding but chunked is known here")),
    coded("no coding", "Transfer-Encoding:", badCoding),
    coded("an empty coding before chunked", "Transfer-Encoding: , chunked", badCoding),
    coded("an empty coding after chunked", "Transfer-Encoding: chunked,", badCoding),
    coded("a vertical tab before a coding", "Transfer-Encoding: ␋chunked", badValue),
    coded("NUL after a coding", "Transfer-Encoding: chunked␀", badValue),
    coded("a bare CR after a coding", "Transfer-Encoding: chunked␍", badValue),
    coded("a space before the coding's colon", "Transfer-Encoding : chunked", badName),
    coded("a coding on a folded line", "X: y↵ Transfer-Encoding: chunked", .bad("a header line begins with a blank")),

    coded("CL.TE", "Content-Length: 15↵Transfer-Encoding: chunked", twoFramings),
    coded("TE.CL", "Transfer-Encoding: chunked↵Content-Length: 15", twoFramings),
    coded("TE.CL with a length of zero", "Transfer-Encoding: chunked↵Content-Length: 0", twoFramings),
    coded("CL.TE with a coding nobody knows", "Content-Length: 15↵Transfer-Encoding: x", twoFramings),
    HTTPVector(
      "CL.TE with a request behind",
      "POST / HTTP/1.1↵Host: a↵Content-Length: 6↵Transfer-Encoding: chunked↵↵0↵↵GET /admin HTTP/1.1↵Host: a↵↵",
      twoFramings),
    HTTPVector(
      "HTTP/1.0 knows no codings", "POST / HTTP/1.0↵Transfer-Encoding: chunked↵↵0↵↵",
      .bad("HTTP/1.0 has no Transfer-Encoding")),
    HTTPVector(
      "an underscore makes another name", "POST / HTTP/1.1↵Host: a↵Transfer_Encoding: chunked↵↵0↵↵",
      .echo("POST / to a"), .bad("the request line is not method, target and version")),
  ]
}
