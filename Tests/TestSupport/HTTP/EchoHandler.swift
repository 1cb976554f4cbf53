public import HTTP

/// Says what it was asked: `POST /path?query to host with body`. Three paths answer otherwise: `/empty` with 204,
/// `/same` with 304, `/close` like the rest but as the last answer of its connection.
public enum EchoHandler {
  /// The moment every answer of a vector carries: that of RFC 9110 5.6.7's examples.
  public static let date = HTTPDate(seconds: 784_111_777)

  /// In bytes; few, so that a vector can go over it.
  public static func bodyLimit(for head: RequestHead) -> Int { 32 }

  public static func answer(_ head: RequestHead, body: [UInt8]) -> Response {
    switch head.target.path {
    case "/empty": return Response(status: .noContent)
    case "/same": return Response(status: .notModified)
    default: break
    }
    let sent = body.isEmpty ? "" : " with \(String(decoding: body, as: UTF8.self))"
    var response = Response.text("\(head.method) \(head.target) to \(head.host)\(sent)")
    if head.target.path == "/close" { response.headers.add(.connection, "close") }
    return response
  }
}
