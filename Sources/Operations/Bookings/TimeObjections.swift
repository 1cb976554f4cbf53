public import CivilTime
internal import Crypto
internal import Postgres
public import Scheduling
internal import Store

/// All that speaks against a time which an owner wants for a meeting, and what stands there by its name.
public struct TimeObjections: Hashable, Sendable {
  /// What nobody can pass over stands alone; of all else, nothing is left out. By the numbers of the rules.
  public let reasons: [Reason]

  /// The events and meetings in the way, by their times.
  public let obstacles: [Obstacle]

  /// Whether the owner may take the time in spite of it.
  public let isOwnersToBreak: Bool

  /// Nil for a free time. The agenda holds at least what could be in the way.
  init?(to start: Instant, lasting duration: Minutes, in open: OpenLink, _ agenda: Agenda) {
    guard case .refused(let first) = open.decide(start, lasting: duration) else { return nil }
    if case .refused(let harder) = open.decideAnyway(start, lasting: duration) {
      (reasons, isOwnersToBreak) = ([harder], false)
    } else {
      (reasons, isOwnersToBreak) = (open.objections(to: start, lasting: duration, first), true)
    }
    let blocked = TimeRange(from: start, to: start.adding(minutes: duration.count))
      .widened(before: open.link.bufferBefore, after: open.link.bufferAfter)
    obstacles = reasons.flatMap { agenda.obstacles(of: $0, to: blocked, start: start, open) }
  }

  /// A reason alone, where nothing more is known.
  public init(_ reason: Reason) {
    (reasons, obstacles, isOwnersToBreak) = ([reason], [], reason.isOwnersToBreak)
  }

  /// Another one for everything else that speaks against the time: what somebody was asked about is told by it from what
  /// they were not.
  public var digest: String {
    let names = obstacles.map { obstacle in
      switch obstacle {
      case .event(let event): "event \(event.id) \(event.time.start) \(event.time.end)"
      case .meeting(let meeting): "meeting \(meeting.event) \(meeting.time.start)"
      }
    }
    let text = (reasons.map { "\($0.rule) \($0.isOfWeek)" } + names).joined(separator: "\n")
    return String(SHA256.hash(Array(text.utf8)).hex.prefix(22))
  }
}

extension Reason {
  /// The limits share a rule.
  fileprivate var isOfWeek: Bool {
    if case .weeklyLimit = self { true } else { false }
  }
}

extension Agenda {
  fileprivate func obstacles(
    of reason: Reason, to blocked: TimeRange, start: Instant, _ open: OpenLink
  ) -> [Obstacle] {
    switch reason {
    case .busy: events.filter { $0.blocks && $0.time.overlaps(blocked) }.map(Obstacle.event)
    case .booked(_, let isFull):
      meetings.filter { meeting in
        guard meeting.blocked.overlaps(blocked), !meeting.guests.allSatisfy({ open.isMoving($0.id) }) else {
          return false
        }
        // The group that meets then is in nobody's way, unless it is full.
        return isFull == (meeting.link == open.link.id && meeting.time.start == start && open.link.isGroup)
      }.map(Obstacle.meeting)
    default: []
    }
  }
}

extension OpenLink {
  fileprivate func isMoving(_ booking: BookingID) -> Bool { booking == moving || along.contains(booking) }

  /// Whether an owner may have a time: by their rules, or `anyway`, in spite of what they were asked about (its digest)
  /// and of nothing else. Nil is whatever speaks against it.
  func decide(
    _ start: Instant, lasting duration: Minutes, anyway isAnyway: Bool, asked: String?, _ agenda: Agenda?
  ) -> Verdict {
    guard isAnyway else { return decide(start, lasting: duration) }
    if let asked, let agenda, let found = TimeObjections(to: start, lasting: duration, in: self, agenda),
      found.digest != asked
    {
      return .refused(found.reasons[0])
    }
    return decideAnyway(start, lasting: duration)
  }

  fileprivate func objections(to start: Instant, lasting duration: Minutes, _ first: Reason) -> [Reason] {
    let all = finder(lasting: duration)?.objections(to: start) ?? []
    return all.contains(first) ? all : [first] + all
  }
}

/// Reads what could be in the way of a meeting.
struct AgendaAround {
  /// Further than any meeting and the time kept free around it reach.
  private let range: TimeRange
  private let owner: UserID

  init(_ start: Instant, of owner: UserID) {
    let far = 2 * LocalTime.secondsPerDay
    range = TimeRange(from: start.adding(seconds: -far), to: start.adding(seconds: far))
    self.owner = owner
  }

  static let queryCount = 3
  var queries: [Query] { Agendas.queries(range, of: owner) }

  func read(_ answers: ArraySlice<Rows>, ownerZone: Zone) throws -> Agenda {
    try Agendas.read(answers, in: range, ownerZone: ownerZone)
  }
}

extension Office {
  /// What speaks against a time that an owner wants; nil for a free one.
  public func objections(
    to start: Instant, lasting duration: Minutes, in open: OpenLink
  ) async throws -> TimeObjections? {
    guard case .refused = open.decide(start, lasting: duration) else { return nil }
    return try await minding {
      let around = AgendaAround(start, of: open.owner.id)
      let answers = try await database.transaction(
        TransactionOptions(isReadOnly: true), sending: around.queries)
      let agenda = try around.read(answers[...], ownerZone: open.owner.zone)
      return TimeObjections(to: start, lasting: duration, in: open, agenda)
    }
  }
}
