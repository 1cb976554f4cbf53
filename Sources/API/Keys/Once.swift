internal import Crypto
internal import HTTP
internal import Operations
internal import Store

extension Office {
  /// Does what a request asks for once, however often it comes with its key: whoever sends it again is answered the same.
  func once(
    _ key: RequestKey, _ call: Call, of owner: UserID, _ work: () async throws -> Reply
  ) async throws -> Reply {
    switch try await takeKey(key.text, call.fingerprint, of: owner) {
    case .answered(let answer): return try Reply(kept: answer)
    case .reused: throw Problem(.keyReused)
    case .underWay:
      var problem = Problem(.underWay)
      problem.headers = [(.retryAfter, "1")]
      throw problem
    case .first(let ticket):
      let reply: Reply
      do {
        reply = try await work()
      } catch let problem as Problem where problem.kind.status.code < 500 && problem.kind != .tooMany {
        reply = Reply(problem)
      } catch {
        try await release(ticket)
        throw error
      }
      try await keep(reply.kept, for: ticket)
      return reply
    }
  }
}

extension Call {
  /// Of all that makes this request this one.
  fileprivate var fingerprint: Digest {
    SHA256.hash(Array("\(request.method) \(request.target)\n".utf8) + request.body)
  }
}

extension Reply {
  fileprivate var kept: KeptAnswer {
    KeptAnswer(
      status: status.code, content: content?.bytes,
      location: headers.first { $0.name == .location }?.value)
  }

  fileprivate init(kept: KeptAnswer) throws {
    self.init(try kept.content.map { try JSONReader.read($0) } ?? .null, status: Status(code: kept.status))
    if kept.content == nil { content = nil }
    isProblem = status.isError
    if let location = kept.location { headers.append((.location, location)) }
  }
}
