internal import HTTP

// What is looked at before a call is made of a request.
extension Request {
  func checkAccept() throws(Problem) {
    guard headers.preferredType(among: ["application/json"]) != nil else { throw Problem(.notAcceptable) }
  }

  /// The body as JSON; nil where none came.
  func json() throws(Problem) -> JSON? {
    if body.isEmpty { return nil }
    let type = headers.bytes(.contentType).flatMap { MediaType.parse($0) }
    guard let type, type.name == "application/json", type.isUTF8 else { throw Problem(.unsupportedType) }
    guard !headers.contains(.contentEncoding) else {
      throw Problem(.unsupportedType, "The body must come as it is, without Content-Encoding.")
    }
    do {
      return try JSONReader.read(body)
    } catch {
      throw Problem(.badJSON, "The body can't be read as JSON: \(error).")
    }
  }
}

extension MediaType {
  /// JSON has one encoding (RFC 8259, section 8.1); who names it names this one.
  fileprivate var isUTF8: Bool { self["charset"].map { $0.lowercased() == "utf-8" } ?? true }
}
