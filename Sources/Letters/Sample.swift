internal import CivilTime
public import Crypto
internal import Scheduling
public import Store

internal import struct FoundationEssentials.UUID

/// A booking nobody made, for looking at letters: Ada Moreau in Paris meets Lan Nguyen in Ho Chi Minh City.
public struct Sample: Sendable {
  public let booking: Appointment
  private let writtenAt: Instant

  /// `language` is the guest's; the owner reads the same one.
  public init(_ template: LetterTemplate, language: String = "en", tokens: TokenMaker) {
    let identity = { (number: UInt8) in UUID(bytes: [UInt8](repeating: number, count: 16)) ?? UUID() }
    guard let nonce = TokenNonce([UInt8](repeating: 7, count: TokenNonce.length)),
      let email = EmailAddress("ada@moreau.example"), let companion = EmailAddress("paul@moreau.example")
    else { preconditionFailure("the sample's own addresses are good") }
    let start = Instant(seconds: 1_796_284_800)  // Thursday 3 December 2026, 08:00 UTC
    writtenAt = Instant(seconds: 1_795_165_200)  // Friday 20 November 2026, 09:00 UTC
    let owner = Owner(
      id: UserID(identity(1)), username: "lan", firstName: "Lan", lastName: "Nguyen", email: "lan@nguyen.example",
      bio: "", zone: Sample.zone("Asia/Ho_Chi_Minh"), locale: language, weekStart: .monday,
      isActive: true)
    let guest = Guest(
      name: "Ada Moreau", email: email, phone: "+33 1 23 45 67 89",
      notes: "A first plan for the spring catalogue, and who should do what.", companions: [companion],
      answers: [GivenAnswer(id: "size", label: "Pages", kind: .number, values: ["48"])],
      zone: Sample.zone("Europe/Paris"), locale: language)
    let id = BookingID(identity(2))
    booking = Appointment(
      id: id, owner: owner, link: LinkID(identity(3)), slug: "intro-call", title: "Intro call", description: "",
      color: "#0b6b57", place: MeetingPlace(.link, "https://meet.example.org/lan-ada"), redirect: nil, seats: 1,
      event: EventID(identity(4)), guest: guest, time: TimeRange(from: start, to: start.adding(minutes: 30)),
      bufferBefore: Minutes(0), bufferAfter: Minutes(0), status: Sample.status(template),
      movedFrom: template == .bookingRescheduled ? start.adding(minutes: -24 * 60) : nil,
      cancellation: Sample.cancellation(template, at: writtenAt), sequence: template == .bookingConfirmed ? 0 : 1,
      key: "sample", trace: TokenTrace(nonce: nonce, digest: tokens.token(row: id.uuid, nonce: nonce).digest),
      createdAt: writtenAt)
  }

  /// What the letter for such a reader tells.
  public func facts(for reader: LetterFacts.Reader) -> LetterFacts {
    let facts = LetterFacts.about(booking, to: [reader], at: writtenAt)
    guard let first = facts.first else { preconditionFailure("the sample has all kinds of readers") }
    return first
  }

  private static func zone(_ name: String) -> Zone { (try? Zone.named(name)) ?? .utc }

  private static func status(_ template: LetterTemplate) -> BookingStatus {
    switch template {
    case .bookingConfirmed, .bookingRescheduled: .confirmed
    case .bookingPending: .pending
    case .bookingDeclined: .declined
    case .bookingCancelled: .cancelled
    }
  }

  private static func cancellation(_ template: LetterTemplate, at instant: Instant) -> Appointment.Cancellation? {
    switch template {
    case .bookingDeclined: .init(by: .owner, reason: "I am on the road that day. Would Friday do?", at: nil)
    case .bookingCancelled: .init(by: .owner, reason: "I have caught a cold, sorry.", at: instant)
    default: nil
    }
  }
}
