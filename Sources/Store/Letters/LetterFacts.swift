public import CivilTime
internal import Postgres
public import Scheduling

internal import struct FoundationEssentials.Data
internal import class FoundationEssentials.JSONDecoder

/// What a letter about a booking tells, as it stood when the letter was written: all that rendering it takes but the
/// words. Kept as JSON in `email_logs.view`,
/// where `Correspondence` wrote it.
public struct LetterFacts: Hashable, Sendable, Decodable {
  /// Who reads it. A companion comes along with the guest and can't change anything.
  public enum Reader: String, CaseIterable, Hashable, Sendable, Decodable {
    case guest, companion, owner
  }

  /// What of a meeting is a guest's.
  public enum Share: String, Hashable, Sendable, Decodable {
    /// All of it: it is theirs alone.
    case whole
    /// A place in a group's.
    case place
    /// The last that was taken: without this guest nobody comes.
    case lastPlace
  }

  /// Whom a letter is written to or tells of.
  public struct Person: Hashable, Sendable, Codable {
    /// Empty for a companion, of whom only the address is known.
    public let name: String
    public let email: String
    /// By its IANA name.
    public let zone: String
    public let locale: String
  }

  public let reader: Reader
  public let recipient: Person
  public let owner: Person
  public let guest: Person

  /// The owner's page and the link on it, for "book again".
  public let username: String
  public let slug: String

  /// Set where the link took no bookings any more: then nothing leads there. Letters of long ago don't know.
  public let isDeadEnd: Bool?
  public let booking: String
  public let title: String
  public let place: MeetingPlace
  public let phone: String
  public let notes: String
  public let companions: [String]
  public let answers: [GivenAnswer]
  public let status: String

  /// Nil in letters from before it was kept.
  public let share: Share?

  /// Microseconds since 1970.
  public let start: Int64
  public let end: Int64
  /// Where it lay before, in a letter about a move.
  public let movedFrom: Int64?
  public let reason: String
  public let cancelledBy: Party?

  /// What calendars know the booking by, how often it was changed, and when this was written.
  public let uid: String
  public let sequence: Int
  public let writtenAt: Int64

  /// Base64url of what the booking's token is derived from and checked by; the token itself stands nowhere. Empty for
  /// readers who are given none.
  public let nonce: String
  public let digest: String
}

extension LetterFacts {
  /// What the letters about a booking tell these readers; companions get one each. `share` is told where it matters who
  /// else comes.
  ///
  /// `leadsOn` is whether the link can be booked again.
  public static func about(
    _ booking: Appointment, to readers: [Reader], share: Share? = nil, leadingOn leadsOn: Bool = true, at now: Instant
  ) -> [LetterFacts] {
    Correspondence.letters(about: booking, to: readers, share: share, leadingOn: leadsOn, at: now)
      .compactMap { LetterFacts($0.facts) }
  }

  /// Nil for what no correspondence of this program's wrote.
  init?(_ kept: JSONText) {
    guard let facts = try? JSONDecoder().decode(LetterFacts.self, from: Data(kept.bytes)) else { return nil }
    self = facts
  }
}
