/// Puts a response into the bytes that go out. The lines that say where the message ends and what becomes of the
/// connection are written here and nowhere else: a handler's own are left out.
struct ResponseWriter {
  enum Connection {
    /// Goes on, as the version has it anyway.
    case implied
    case keepAlive
    case close
  }

  let id: RequestID?
  let date: HTTPDate
  /// The answer to HEAD: as to GET, without the body.
  let omitsBody: Bool
  let connection: Connection

  static func connection(_ version: Version, _ isPersistent: Bool) -> Connection {
    guard isPersistent else { return .close }
    return version == .http10 ? .keepAlive : .implied
  }

  /// Appends the response; what is left to be sent after it is returned.
  func write(_ response: Response, to output: inout [UInt8]) -> File? {
    let bodyLength = Int(response.body.count)
    response.status.appendLine(to: &output)
    appendFields(response.headers, to: &output)
    output.append(contentsOf: response.policy.block)
    if let id {
      output.append("X-Request-ID: ")
      id.append(to: &output)
      output.append("\r\n")
    }
    output.append("Date: ")
    date.append(to: &output)
    switch connection {
    case .implied: output.append("\r\n")
    case .keepAlive: output.append("\r\nConnection: keep-alive\r\n")
    case .close: output.append("\r\nConnection: close\r\n")
    }
    if !response.status.forbidsBody {
      output.append("Content-Length: ")
      output.append(decimal: Int64(bodyLength))
      output.append("\r\n")
    }
    output.append("\r\n")
    if omitsBody || response.status.forbidsBody { return nil }
    switch response.body {
    case .empty: return nil
    case .bytes(let bytes): output.append(contentsOf: bytes)
    case .file(let file): return file
    }
    return nil
  }

  private func appendFields(_ headers: Headers, to output: inout [UInt8]) {
    guard headers.mayFrame else {
      headers.append(to: &output)
      return
    }
    var others = headers
    for name in ResponseWriter.ownNames { others.remove(name) }
    others.append(to: &output)
  }

  static func writesItself(_ name: FieldName) -> Bool {
    ownNames.contains(name)
  }

  private static let ownNames: [FieldName] = [.connection, .contentLength, .date, .transferEncoding]
}
