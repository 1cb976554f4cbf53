public import CivilTime
public import Crypto
public import Scheduling

/// What a letter about a booking tells, as it stood when the letter was written: all that rendering it takes but the
/// words. Kept as JSON in `email_logs.view`.
public struct LetterFacts: Hashable, Sendable, Codable {
  /// Who reads it. A companion comes along with the guest and can't change anything.
  public enum Reader: String, Hashable, Sendable, Codable {
    case guest, companion, owner
  }

  public struct Person: Hashable, Sendable, Codable {
    public let name: String
    public let email: String
    /// By its IANA name.
    public let zone: String
    public let locale: String
  }

  public struct Said: Hashable, Sendable, Codable {
    public let label: String
    public let kind: Question.Kind
    public let values: [String]
  }

  public let reader: Reader
  public let booking: String
  public let title: String
  public let owner: Person
  /// The owner's page and the link on it, for "book again".
  public let username: String
  public let slug: String
  public let guest: Person
  public let phone: String
  public let notes: String
  public let companions: [String]
  public let answers: [Said]
  public let place: MeetingPlace
  public let status: String

  /// Microseconds since 1970.
  public let start: Int64
  public let end: Int64
  /// Where it lay before, in a letter about a move.
  public let movedFrom: Int64?
  public let reason: String
  public let cancelledBy: Party?

  public let uid: String
  public let sequence: Int

  /// Base64url of what the booking's token is derived from and checked by; the token itself stands nowhere.
  public let nonce: String
  public let digest: String
}

/// What letters there are.
public enum LetterTemplate: String, CaseIterable, Hashable, Sendable {
  case bookingConfirmed = "booking_confirmed"
  case bookingPending = "booking_pending"
  case bookingDeclined = "booking_declined"
  case bookingRescheduled = "booking_rescheduled"
  case bookingCancelled = "booking_cancelled"
}
