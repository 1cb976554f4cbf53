internal import HTTP

/// What a client hears whose connection is one too many, before it has said anything.
enum NoRoom {
  static let response: [UInt8] = {
    let body = "Too many connections. Please try again in a moment.\n"
    let head =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
      + "Content-Length: \(body.utf8.count)\r\nRetry-After: 5\r\nConnection: close\r\n"
    return Array(head.utf8) + SecurityPolicy.strict.block + Array("\r\n\(body)".utf8)
  }()
}
