import CivilTime
import Crypto
import FoundationEssentials
import Mail
import Scheduling
import Store
import TestSupport

@testable import Letters

struct Unexpected: Error {
  let what: String

  init(_ what: some Any) {
    self.what = "\(what)"
  }
}

/// What all letters here are written with.
enum World {
  static let tokens = TokenMaker.test

  static let accounts: AccountTokens = {
    do {
      return try AccountTokens(current: SecretKey(setting: String(repeating: "ab", count: 32)))
    } catch {
      fatalError("\(error)")
    }
  }()

  static let stationery: Stationery = {
    do {
      return try Stationery(
        folder: Checkout.root + "/Templates", sender: .calento, base: "https://book.example", tokens: tokens,
        accounts: accounts)
    } catch {
      fatalError("\(error)")
    }
  }()

  static let letter = LetterID(UUID(bytes: [UInt8](repeating: 9, count: 16)) ?? UUID())
}

extension TokenMaker {
  static let test: TokenMaker = {
    do {
      return try TokenMaker(current: SecretKey(setting: String(repeating: "ab", count: 32)), purpose: "booking")
    } catch {
      fatalError("\(error)")
    }
  }()
}

extension Mailbox {
  static let calento: Mailbox = {
    guard let mailbox = Mailbox("Calento <no-reply@book.example>") else { fatalError("no address") }
    return mailbox
  }()
}

/// A booking that is in order but for what is said: Ada in Paris meets Lan in Ho Chi Minh City.
struct BookingCase {
  var title = "Intro call"
  var ownerName = ("Lan", "Nguyen")
  var ownerEmail = "lan@nguyen.example"
  var ownerZone = "Asia/Ho_Chi_Minh"
  var ownerLocale = "vi"
  var guestName = "Ada Moreau"
  var guestZone = "Europe/Paris"
  var guestLocale = "en"
  var phone = ""
  var notes = "A first plan."
  var companions: [String] = []
  var answers: [GivenAnswer] = []
  var place = MeetingPlace(.link, "https://meet.example.org/lan-ada")
  var start = "2026-12-03T08:00:00Z"
  var minutes = 30
  var status = BookingStatus.confirmed
  var movedFrom: String?
  var cancelledBy: Party?
  var reason = ""
  var sequence = 0
  var share: LetterFacts.Share?
  var writtenAt = "2026-11-20T09:00:00Z"
  /// Whether the link can still be booked.
  var leadsOn = true

  func booking() throws -> Appointment {
    let ids = { (number: UInt8) in UUID(bytes: [UInt8](repeating: number, count: 16)) ?? UUID() }
    let from = try instant(start)
    let nonce = try some(TokenNonce([UInt8](repeating: 7, count: 16)))
    let owner = Owner(
      id: UserID(ids(1)), username: "lan", firstName: ownerName.0, lastName: ownerName.1, email: ownerEmail, bio: "",
      zone: try .named(ownerZone), locale: ownerLocale, weekStart: .monday, isActive: true)
    let guest = Guest(
      name: guestName, email: try some(EmailAddress("ada@moreau.example")), phone: phone, notes: notes,
      companions: companions.compactMap { EmailAddress($0) }, answers: answers, zone: try .named(guestZone),
      locale: guestLocale)
    return Appointment(
      id: BookingID(ids(2)), owner: owner, link: LinkID(ids(3)), slug: "intro-call", title: title, description: "",
      color: "#0b6b57", place: place, redirect: nil, seats: 1, event: EventID(ids(4)), guest: guest,
      time: TimeRange(from: from, to: from.adding(minutes: minutes)), bufferBefore: Minutes(0), bufferAfter: Minutes(0),
      status: status, movedFrom: try movedFrom.map(instant),
      cancellation: cancelledBy.map { Appointment.Cancellation(by: $0, reason: reason, at: nil) }, sequence: sequence,
      key: "key", trace: TokenTrace(nonce: nonce, digest: World.tokens.token(row: ids(2), nonce: nonce).digest),
      createdAt: from)
  }

  func facts(for reader: LetterFacts.Reader) throws -> LetterFacts {
    try some(
      LetterFacts.about(booking(), to: [reader], share: share, leadingOn: leadsOn, at: instant(writtenAt)).first)
  }

  func letter(_ template: LetterTemplate, to reader: LetterFacts.Reader = .guest) throws -> Message {
    try World.stationery.write(template, facts(for: reader), World.letter, of: booking().owner.id)
  }

  private func instant(_ text: String) throws -> Instant { try some(Instant(text)) }

  private func some<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw Unexpected("nothing") }
    return value
  }
}

extension Message {
  var page: HTML { HTML(html ?? []) }

  /// The calendar's lines, unfolded.
  var calendarLines: [String] {
    String(decoding: invitation?.calendar ?? [], as: UTF8.self).replacing("\r\n ", with: "")
      .split(separator: "\r\n").map(String.init)
  }
}
