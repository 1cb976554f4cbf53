/// Why a connection's bytes are no request we take: a status and a sentence for whoever debugs the client.
struct Refusal: Error, Equatable {
  let status: Status
  let sentence: String

  init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  static func malformed(_ sentence: String) -> Refusal {
    Refusal(.badRequest, sentence)
  }

  var response: Response {
    .text("\(status.reason): \(sentence)\n", status: status)
  }
}

extension Refusal {
  static let bareLineFeed = malformed("a line ends without a carriage return")
  static let requestLineTooLong = Refusal(.uriTooLong, "the request line is too long")
  static let headersTooMany = Refusal(.headerFieldsTooLarge, "there are too many header fields")
  static let headersTooLong = Refusal(.headerFieldsTooLarge, "the header fields are too long")
  static let badRequestLine = malformed("the request line is not method, target and version")
  static let badVersion = Refusal(.versionNotSupported, "we speak HTTP/1.1")
  static let unknownMethod = Refusal(.notImplemented, "the method is not known here")
  static let badTarget = malformed("the target is not a clean path")
  static let foldedField = malformed("a header line begins with a blank")
  static let badFieldName = malformed("a header name is not a token followed by a colon")
  static let badFieldValue = malformed("a header value holds a control character")
  static let noHost = malformed("there is no Host")
  static let manyHosts = malformed("there is more than one Host")
  static let badHost = malformed("the Host is not a host")
  static let otherHost = malformed("the target names another host than Host does")
  static let badLength = malformed("the Content-Length is not one number")
  static let twoFramings = malformed("there are both a Content-Length and a Transfer-Encoding")
  static let codingIn10 = malformed("HTTP/1.0 has no Transfer-Encoding")
  static let badCoding = malformed("the Transfer-Encoding is not a list of codings")
  static let lastCodingNotChunked = malformed("the Transfer-Encoding does not end in one chunked")
  static let unknownCoding = Refusal(.notImplemented, "no Transfer-Encoding but chunked is known here")
  static let unknownExpectation = Refusal(.expectationFailed, "no expectation but 100-continue is known here")
  static let bodyTooLong = Refusal(.contentTooLarge, "the body is too long")
  static let badChunk = malformed("a chunk is not framed as it should be")
  static let cutShort = malformed("the connection ended in the middle of the request")
  static let headTooSlow = Refusal(.requestTimeout, "the head took too long")
  static let bodyTooSlow = Refusal(.requestTimeout, "the body took too long")
}
