internal import Crypto
internal import HTTP
internal import Operations
internal import Store

internal import struct FoundationEssentials.UUID

extension Office {
  /// Does what a request asks for once, however often it comes with its key: whoever sends it again is answered the same.
  /// What must not be kept, as a token, is not told again but done again.
  func once(
    _ call: Call, of holder: KeyHolder, isKept: Bool = true, _ work: (Call) async throws -> Reply
  ) async throws -> Reply {
    guard call.key.isSent else { return try await work(call) }
    switch try await takeKey(call.key.text, call.fingerprint, of: holder) {
    case .answered where !isKept, .done where !isKept: return try await work(call)
    case .answered(let answer): return try Reply(kept: answer)
    case .done(let id): return try await call.told(of: id)
    case .reused: throw try await reused(call, of: holder)
    case .underWay: throw Problem.underWay
    case .first(let ticket):
      let reply: Reply
      do {
        reply = try await work(call.holding(ticket))
      } catch let problem as Problem where holder.keeps(problem) {
        reply = Reply(problem)
      } catch {
        try await release(ticket)
        throw error
      }
      try await keep(
        isKept ? reply.kept : KeptAnswer(status: reply.status.code, content: nil, location: nil), for: ticket)
      return reply
    }
  }

  private func reused(_ call: Call, of holder: KeyHolder) async throws -> Problem {
    if case .visitor = holder, let wait = try await waitToCompare(call.caller) { return .tooMany(wait) }
    return Problem(.keyReused)
  }
}

extension KeyHolder {
  /// What an owner was refused is an answer too. A visitor's could be had for nothing and fill the house.
  fileprivate func keeps(_ problem: Problem) -> Bool {
    if case .visitor = self { return false }
    return problem.kind.status.code < 500 && problem.kind != .tooMany
  }
}

extension Problem {
  fileprivate static var underWay: Problem {
    var problem = Problem(.underWay)
    problem.headers = [(.retryAfter, "1")]
    return problem
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
    case "users": return .accepted
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
    office.fingerprint(of: Array("\(request.method) \(request.target)\n".utf8) + request.body)
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
