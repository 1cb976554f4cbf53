internal import Crypto
internal import HTTP
internal import Operations
internal import Store

internal import struct FoundationEssentials.UUID

extension Office {
  /// Does what a request asks for once, however often it comes with its key: whoever sends it again is answered the same.
  func once(
    _ call: Call, of owner: UserID, _ work: (Call) async throws -> Reply
  ) async throws -> Reply {
    switch try await takeKey(call.key.text, call.fingerprint, of: owner) {
    case .answered(let answer): return try Reply(kept: answer)
    case .done(let id): return try await call.told(of: id)
    case .reused: throw Problem(.keyReused)
    case .underWay:
      var problem = Problem(.underWay)
      problem.headers = [(.retryAfter, "1")]
      throw problem
    case .first(let ticket):
      let reply: Reply
      do {
        reply = try await work(call.holding(ticket))
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
  fileprivate func holding(_ ticket: KeyTicket) -> Call {
    var call = self
    call.ticket = ticket
    return call
  }

  /// What a request made or changed whose server never came to answer it, as it is now.
  fileprivate func told(of id: UUID) async throws -> Reply {
    let kind = request.target.segments.dropFirst(2).first ?? ""
    let content: JSON?
    switch kind {
    case "links": content = try await office.link(LinkID(id), of: try owner.id)?.link.json
    case "events": content = try await office.event(EventID(id), of: try owner.id)?.json
    case "availability":
      content = try await office.schedules(of: try owner.id).first { $0.id == ScheduleID(id) }?.json(now)
    case "bookings": content = try await office.booking(BookingID(id), of: try owner.id)?.json
    default: content = nil
    }
    guard let content else { throw Problem(.notFound) }
    let address = ID<Never>(id).description
    return parameters["id"] == address ? Reply(content) : .made(content, at: "/api/v1/\(kind)/\(address)")
  }

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
