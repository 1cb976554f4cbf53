public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// Why a link may or may not be booked at each moment of one date.
public struct DayExplanation: Sendable {
  public let link: Link
  public let duration: Minutes
  public let date: LocalDate

  /// What the link's hours are read in, and the date with them.
  public let zone: Zone

  /// The schedule it goes by; nil is the default one.
  public var schedule: ScheduleID? { link.schedule }

  /// Whether the date has hours of its own, in place of its weekday's.
  public let isDifferent: Bool

  /// Why it takes no bookings at all, whatever the time.
  public let closing: LinkClosing?

  /// When it was looked at.
  public let now: Instant

  /// The whole date, first to last moment, without a gap.
  public let stretches: [ExplainedStretch]

  /// The answer for the time that was asked about.
  public let asked: ExplainedStart?

  /// All of the owner's links, this one among them.
  public let links: [Link]
}

/// A stretch of starts that are alike, and what stands in their way by its name.
public struct ExplainedStretch: Sendable {
  public let starts: TimeRange
  public let verdict: Verdict
  public let obstacle: Obstacle?
}

/// One start and whether it may be booked.
public struct ExplainedStart: Sendable {
  public let start: Instant
  public let verdict: Verdict
  public let obstacle: Obstacle?
}

/// An event or a meeting that holds a time.
public enum Obstacle: Hashable, Sendable {
  case event(AgendaEvent)
  case meeting(AgendaMeeting)
}

extension Office {
  /// Nil where the owner has no such link. No length is the link's usual one; one that it does not offer is too.
  public func explainDay(
    _ date: LocalDate, at time: LocalTime? = nil, link id: LinkID, lasting asked: Minutes? = nil, of owner: UserID
  ) async throws -> DayExplanation? {
    try await minding {
      guard let book = try await books.book(of: owner), let link = book.link(id) else { return nil }
      let now = now
      let duration = asked.flatMap { link.durations.contains($0) ? $0 : nil } ?? link.duration
      let finder = try book.finder(link, lasting: duration, now: now)
      let zone = finder.schedule.zone
      let around = zone.day(date).widened(before: link.bufferBefore, after: Minutes(link.blockedAfter(duration)))
      let answers = try await database.transaction(
        TransactionOptions(isReadOnly: true), sending: Agendas.queries(around, of: owner))
      let agenda = try Agendas.read(answers[...], in: around, ownerZone: book.owner.zone)
      let explainer = Explainer(book: book, link: link, duration: duration, agenda: agenda, finder: finder)
      return DayExplanation(
        link: link, duration: duration, date: date, zone: zone,
        isDifferent: finder.schedule.overrides.contains { $0.date == date }, closing: link.closing(at: now), now: now,
        stretches: finder.account(for: zone.day(date)).map(explainer.explained),
        asked: time.map { explainer.decide(zone.instant(of: LocalDateTime(date: date, time: $0))) }, links: book.links)
    }
  }
}

extension Link {
  /// How long after its start a meeting of that length takes time, in minutes.
  fileprivate func blockedAfter(_ duration: Minutes) -> Int { duration.count + bufferAfter.count }
}

/// Finds the names of what stands in the way.
private struct Explainer {
  let book: OwnerBook
  let link: Link
  let duration: Minutes
  let agenda: Agenda
  let finder: SlotFinder

  func explained(_ stretch: AccountedStretch) -> ExplainedStretch {
    let verdict = bounded(stretch.verdict, at: stretch.starts.start)
    return ExplainedStretch(
      starts: stretch.starts, verdict: verdict, obstacle: obstacle(verdict, at: stretch.starts.start))
  }

  func decide(_ start: Instant) -> ExplainedStart {
    let verdict = bounded(finder.decide(start), at: start)
    return ExplainedStart(start: start, verdict: verdict, obstacle: obstacle(verdict, at: start))
  }

  /// What would be in the way further ahead is not known, so nothing is offered there.
  private func bounded(_ verdict: Verdict, at start: Instant) -> Verdict {
    guard case .free = verdict, start >= book.lastOffer else { return verdict }
    return .refused(.outsideBookingWindow(first: nil, last: finder.schedule.zone.local(book.lastOffer).date))
  }

  private func obstacle(_ verdict: Verdict, at start: Instant) -> Obstacle? {
    switch verdict {
    case .refused(.busy):
      let blocked = TimeRange(from: start, to: start.adding(minutes: duration.count))
        .widened(before: link.bufferBefore, after: link.bufferAfter)
      return agenda.events.first { $0.blocks && $0.time.overlaps(blocked) }.map(Obstacle.event)
    case .refused(.booked(let number, _)):
      guard book.bookings.indices.contains(number) else { return nil }
      let event = book.bookings[number].event
      return agenda.meetings.first { $0.event == event }.map(Obstacle.meeting)
    case .refused, .free: return nil
    }
  }
}
