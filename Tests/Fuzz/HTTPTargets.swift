internal import HTTP

extension FuzzTarget {
  /// A whole connection: what the client sends arrives in two pieces, split where its first byte says.
  static let request = FuzzTarget(name: "request") { bytes in
    var conversation = Conversation(scheme: .http, now: 0)
    var output: [UInt8] = []
    let split = min(bytes.count, Int(bytes.first ?? 0))
    let pieces = [UnsafeRawBufferPointer(rebasing: bytes[..<split]), UnsafeRawBufferPointer(rebasing: bytes[split...])]
    for piece in pieces {
      conversation.receive(piece)
      converse(&conversation, &output)
    }
    conversation.peerClosed()
    converse(&conversation, &output)
  }

  private static func converse(_ conversation: inout Conversation, _ output: inout [UInt8]) {
    // A conversation that never comes to rest would be a fault of its own; the fuzzer's time limit finds it.
    while true {
      switch conversation.next(now: 0, bodyLimit: { _ in 4096 }) {
      case .answer(let head, let body):
        _ = head.target.segments
        _ = head.target.query
        _ = head.host
        _ = conversation.answered(.html(body), date: HTTPDate(seconds: 0), into: &output)
      case .refuse(let response, _):
        _ = conversation.answered(response, date: HTTPDate(seconds: 0), into: &output)
      case .expect(let head):
        if head.method == .put { conversation.skipBody() } else { conversation.invite(into: &output) }
      case .wait, .close: return
      }
    }
  }

  /// What was understood, written with every byte escaped, is understood the same.
  static let form = FuzzTarget(name: "form") { bytes in
    let form = Form.parse(ArraySlice(bytes))
    let fields = Array(form)
    precondition(fields.count == form.count && form.count <= Form.fieldLimit, "a form keeps what it counts")
    let again = Form.parse(ArraySlice(fields.flatMap { escaped($0.name) + [61] + escaped($0.value) + [38] }))
    precondition(Array(again).elementsEqual(fields, by: ==), "a form reads what was read")
    for field in fields.prefix(8) {
      precondition(again.values(field.name).contains(field.value), "a field is found by its name")
      precondition(
        again[field.name] == fields.first { $0.name.utf8.elementsEqual(field.name.utf8) }?.value,
        "the first of a name counts")
    }
  }

  private static func escaped(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte in [37] + [byte >> 4, byte & 15].map { Array("0123456789aBcDeF".utf8)[Int($0)] } }
  }

  static let multipart = FuzzTarget(name: "multipart") { bytes in
    guard let parts = try? Multipart.parse(Array(bytes), boundary: "b") else { return }
    for part in parts.parts { _ = part.text }
  }

  static let cookie = FuzzTarget(name: "cookie") { bytes in
    _ = Cookies.parse(ArraySlice(bytes))["session"]
    _ = MediaType.parse(ArraySlice(bytes))
    _ = HTTPDate.parse(ArraySlice(bytes))
    _ = ETag.parse(ArraySlice(bytes))
  }
}
