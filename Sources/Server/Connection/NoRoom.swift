internal import HTTP

/// What a client hears whose connection is one too many, before it has said anything.
enum NoRoom {
  private static let body = "Too many connections. Please try again in a moment.\n"
  private static let head =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
    + "Content-Length: \(body.utf8.count)\r\nRetry-After: 5\r\nConnection: close\r\n"

  static func response(id: RequestID, date: HTTPDate, isSecure: Bool) -> [UInt8] {
    var fields = "Date: \(date)\r\nX-Request-ID: \(id)\r\n"
    if isSecure { fields += "Strict-Transport-Security: \(Connection.transportSecurity)\r\n" }
    return Array((head + fields).utf8) + SecurityPolicy.strict.block + Array("\r\n\(body)".utf8)
  }
}
