public import CivilTime
internal import Crypto
public import Scheduling

/// What a letter about a booking tells, as it stood when the letter was written: all that rendering it takes but the
/// words. Kept as JSON in `email_logs.view`.
public struct LetterFacts: Hashable, Sendable, Codable {
  /// Who reads it. A companion comes along with the guest and can't change anything.
  public enum Reader: String, CaseIterable, Hashable, Sendable, Codable {
    case guest, companion, owner
  }

  /// What of a meeting is a guest's.
  public enum Share: String, Hashable, Sendable, Codable {
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
  /// The letter about a booking for each of these readers; companions get one each. `share` is told where it matters
  /// who else comes.
  ///
  /// `leadsOn` is whether the link can be booked again.
  public static func about(
    _ booking: Appointment, to readers: [Reader], share: Share? = nil, leadingOn leadsOn: Bool = true, at now: Instant
  ) -> [LetterFacts] {
    let share = share ?? (booking.seats > 1 ? .place : .whole)
    let letters = Correspondence(booking: booking, share: share, leadsOn: leadsOn, now: now)
    return readers.flatMap { reader in
      switch reader {
      case .guest: [letters.toGuest]
      case .companion: letters.toCompanions
      case .owner: [letters.toOwner]
      }
    }
  }
}

extension LetterFacts.Person {
  fileprivate init(_ guest: Guest) {
    self.init(name: guest.name, email: guest.email.text, zone: guest.zone.name, locale: guest.locale)
  }

  fileprivate init(_ owner: Owner) {
    self.init(name: owner.name, email: owner.email, zone: owner.zone.name, locale: owner.locale)
  }
}

/// The readers of one booking's letters.
private struct Correspondence {
  private let booking: Appointment
  private let share: LetterFacts.Share
  private let leadsOn: Bool
  private let now: Instant
  private let guest: LetterFacts.Person
  private let owner: LetterFacts.Person
  private let id: String
  private let uid: String
  private let companions: [String]

  init(booking: Appointment, share: LetterFacts.Share, leadsOn: Bool, now: Instant) {
    self.booking = booking
    self.share = share
    self.leadsOn = leadsOn
    self.now = now
    guest = LetterFacts.Person(booking.guest)
    owner = LetterFacts.Person(booking.owner)
    id = booking.id.description
    uid = booking.uid
    companions = booking.guest.companions.map(\.text)
  }

  var toGuest: LetterFacts { facts(.guest, guest) }
  var toOwner: LetterFacts { facts(.owner, owner) }

  /// In the guest's language and zone: nothing else is known of them.
  var toCompanions: [LetterFacts] {
    booking.guest.companions.map { companion in
      facts(
        .companion, LetterFacts.Person(name: "", email: companion.text, zone: guest.zone, locale: guest.locale))
    }
  }

  private func facts(_ reader: LetterFacts.Reader, _ recipient: LetterFacts.Person) -> LetterFacts {
    LetterFacts(
      reader: reader, recipient: recipient, owner: owner, guest: guest, username: booking.owner.username,
      slug: booking.slug, isDeadEnd: leadsOn ? nil : true, booking: id, title: booking.title, place: booking.place,
      phone: booking.guest.phone, notes: booking.guest.notes, companions: companions,
      answers: booking.guest.answers, status: booking.status.rawValue, share: share,
      start: booking.time.start.microseconds, end: booking.time.end.microseconds,
      movedFrom: booking.movedFrom?.microseconds, reason: booking.cancellation?.reason ?? "",
      cancelledBy: booking.cancellation?.by, uid: uid,
      sequence: booking.sequence, writtenAt: now.microseconds,
      nonce: reader == .guest ? Base64.url.encode(booking.trace.nonce.bytes) : "",
      digest: reader == .guest ? Base64.url.encode(booking.trace.digest.bytes) : "")
  }
}
