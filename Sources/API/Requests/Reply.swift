internal import Crypto
internal import HTTP

/// What a call comes to.
struct Reply: Sendable {
  var status: Status
  var content: JSON?
  var isProblem = false

  /// JSON that is text already, in place of the content.
  var file: [UInt8]?
  var headers: [(name: FieldName, value: String)] = []

  /// Whether anybody may keep it and ask whether it is still so.
  var isPublic = false

  /// What names its state, by which a change can be bound to it.
  var tagged: JSON?

  init(_ content: JSON, status: Status = .ok) {
    (self.status, self.content) = (status, content)
  }

  /// Done, and there is nothing to say.
  static var nothing: Reply {
    var reply = Reply(.null, status: .noContent)
    reply.content = nil
    return reply
  }

  /// Taken on: what comes of it is told elsewhere.
  static var accepted: Reply {
    var reply = nothing
    reply.status = .accepted
    return reply
  }

  /// Something new, and where it is found.
  static func made(_ content: JSON, at address: String) -> Reply {
    var reply = Reply(content, status: .created)
    reply.headers.append((.location, address))
    return reply
  }

  /// A file as it lies.
  static func file(_ bytes: [UInt8]) -> Reply {
    var reply = open(.null)
    reply.file = bytes
    return reply
  }

  /// What everyone may see.
  static func open(_ content: JSON) -> Reply {
    var reply = Reply(content)
    reply.isPublic = true
    return reply
  }

  /// Something of which others may change what was seen: named by its state.
  /// `part` is what of it a change is bound to; nil is all of it.
  static func tagged(_ content: JSON, as part: JSON? = nil) -> Reply {
    var reply = Reply(content)
    reply.tagged = part ?? content
    return reply
  }

  /// A page of a list.
  static func page(_ items: [JSON], next: String? = nil) -> Reply {
    Reply(JSON(["items": items, "next": next]))
  }

  init(_ problem: Problem) {
    status = problem.kind.status
    content = .object(problem.members)
    isProblem = true
    headers = problem.headers
  }

  /// As it goes out. A problem names the request it belongs to.
  func response(_ id: RequestID) -> Response {
    var response = Response(status: status)
    if var content {
      if isProblem { content = content.adding(["instance": id.description]) }
      let bytes = file ?? content.bytes
      response = Response(
        status: status, type: isProblem ? "application/problem+json" : "application/json", bytes: bytes)
      if let named = tagged?.bytes ?? (isPublic ? bytes : nil) {
        response.headers.add(.etag, "\"\(Reply.tag(of: named))\"")
      }
    }
    for header in headers { response.headers.add(header.name, header.value) }
    response.headers.add(.cacheControl, isPublic ? "no-cache" : "no-store")
    return response
  }

  /// Short, and the same on every server.
  fileprivate static func tag(of bytes: [UInt8]) -> String { String(SHA256.hash(bytes).hex.prefix(22)) }
}

extension Call {
  /// Whether something is what `If-Match` names, in whichever coding it went out; whoever names nothing takes it as it is.
  func isFor(_ content: JSON) -> Bool {
    guard let tag = ETag(Reply.tag(of: content.bytes)) else { return false }
    return [tag, tag.coded("gzip")].contains { Validators(etag: $0).check(request.head) != .failed }
  }
}
