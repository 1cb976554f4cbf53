import HTTP

extension RequestHead {
  /// The head of a request with these lines.
  static func get(_ target: String, _ lines: String..., method: String = "GET") -> RequestHead {
    var conversation = Conversation(scheme: .http, now: 0)
    let text = "\(method) \(target) HTTP/1.1\r\nHost: test\r\n" + lines.map { $0 + "\r\n" }.joined() + "\r\n"
    Array(text.utf8).withUnsafeBytes { conversation.receive($0) }
    guard case .answer(let head, _) = conversation.next(now: 0, bodyLimit: { _ in 0 }) else {
      preconditionFailure("the test's request is no request: \(text)")
    }
    return head
  }
}

extension Response {
  var bytes: [UInt8] {
    if case .bytes(let bytes) = body { return bytes }
    return []
  }
}
