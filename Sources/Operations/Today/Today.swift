public import CivilTime
internal import Postgres
internal import Scheduling
public import Store

/// What an owner wants to know when they come to their desk.
public struct Today: Sendable {
  public let now: Instant

  /// In the owner's zone, as everything here.
  public let date: LocalDate
  public let zone: Zone

  /// Of today and tomorrow.
  public let agenda: Agenda

  /// The first behind tomorrow.
  public let ahead: [AgendaMeeting]

  /// The first of those that wait for an answer.
  public let waiting: [BookingLine]

  /// Letters of the last two weeks that did not arrive, the last first.
  public let failed: [FailedLetter]

  /// Empty once they are done, or put away.
  public let firstSteps: [FirstStep]

  /// More than these stand on pages of their own.
  public static let mostAhead = 4
  public static let mostWaiting = 5
  public static let mostFailed = 3
  private static let daysBack = 14

  static func since(_ now: Instant) -> Instant { now.adding(seconds: -daysBack * LocalTime.secondsPerDay) }
}

extension Office {
  /// Nil where there is no such owner.
  public func today(of owner: UserID) async throws -> Today? {
    try await minding {
      guard let book = try await books.book(of: owner) else { return nil }
      let (now, zone) = (now, book.owner.zone)
      let date = zone.local(now).date
      let range = zone.days(date...date.adding(days: 1))
      let agenda = Agendas.queries(range, of: owner)
      let answers = try await database.transaction(
        TransactionOptions(isReadOnly: true),
        sending: agenda + [
          Agendas.meetings(from: range.end, of: owner, limit: Today.mostAhead),
          BookingLists.page(.pending, BookingFilter(), of: owner, from: nil, limit: Today.mostWaiting, at: now),
          FailedLetters.query(of: owner, since: Today.since(now), limit: Today.mostFailed),
          Owners.areStepsOver(for: owner),
        ])
      let rest = Array(answers[agenda.count...])
      let areStepsOver = try rest[3].first?.decode(Bool.self) ?? true
      return Today(
        now: now, date: date, zone: zone,
        agenda: try Agendas.read(answers[..<agenda.count], in: range, ownerZone: zone),
        ahead: try Agendas.readMeetings(rest[0]), waiting: try rest[1].map { try BookingLists.read($0) },
        failed: try rest[2].map { try FailedLetters.read($0) }, firstSteps: areStepsOver ? [] : book.firstSteps)
    }
  }
}
