public import CivilTime
internal import Postgres
public import Scheduling
public import Store

/// One booking with all that became of it, and what its owner can do about it now.
public struct BookingDossier: Sendable {
  public let booking: Appointment

  /// Oldest first.
  public let changes: [BookingChangeRecord]
  public let letters: [BookingLetter]

  /// Who else comes to the same meeting.
  public let others: [OtherGuest]

  /// How many come in all.
  public let party: Int
  public let verbs: OwnersVerbs
}

/// What an owner can do about a booking as it stands.
public struct OwnersVerbs: Hashable, Sendable {
  public let canConfirm: Bool
  public let canDecline: Bool
  public let canCancel: Bool
  public let canMove: Bool
  public let canMarkNoShow: Bool
  public let canUndoNoShow: Bool

  public init(_ status: BookingStatus, _ time: TimeRange, at now: Instant) {
    let isOver = now >= time.end
    let stands = status == .pending || status == .confirmed
    canConfirm = status == .pending && !isOver
    canDecline = status == .pending
    canCancel = stands && !isOver
    canMove = canCancel
    canMarkNoShow = (status == .confirmed || status == .completed) && now >= time.start
    canUndoNoShow = status == .noShow
  }
}

extension Office {
  /// Nil for a booking that is none of this owner's.
  public func dossier(of id: BookingID, _ owner: UserID) async throws -> BookingDossier? {
    try await minding {
      let answers = try await database.transaction(
        TransactionOptions(isolation: .repeatableRead, isReadOnly: true),
        sending: [
          Bookings.find(.id(id), of: owner), BookingHistory.changes(of: id, owner),
          BookingHistory.letters(about: id, owner), BookingHistory.others(besides: id, owner),
        ])
      guard let row = answers[0].first else { return nil }
      let booking = try Bookings.read(row)
      let others = try answers[3].map { try BookingHistory.readOther($0) }
      return BookingDossier(
        booking: booking, changes: try answers[1].map { try BookingHistory.readChange($0) },
        letters: try answers[2].map { try BookingHistory.readLetter($0) }, others: others,
        party: others.reduce(booking.status.counts ? booking.guest.count : 0) { $0 + $1.count },
        verbs: OwnersVerbs(booking.status, booking.time, at: now))
    }
  }
}
