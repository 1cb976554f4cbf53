internal import CivilTime
internal import Crypto
internal import Postgres
internal import Scheduling

/// The letters about one booking, as their rows keep them: facts that `LetterFacts` reads back.
enum Correspondence {
  /// A letter to one of its readers.
  struct Letter {
    let reader: LetterFacts.Reader
    let email: String
    let locale: String
    let facts: JSONText
  }

  /// Companions get one each. What the letters have in common is written once. `share` is told where it matters who else
  /// comes; `leadsOn` is whether the link can be booked again.
  static func letters(
    about booking: Appointment, to readers: [LetterFacts.Reader], share: LetterFacts.Share?, leadingOn leadsOn: Bool,
    at now: Instant
  ) -> [Letter] {
    var common = JSONWriter()
    common.common(booking, share ?? (booking.seats > 1 ? .place : .whole), leadingOn: leadsOn, at: now)
    var letters: [Letter] = []
    letters.reserveCapacity(readers.count)
    let (guest, owner) = (booking.guest, booking.owner)
    for reader in readers {
      switch reader {
      case .guest:
        letters.append(letter(.guest, guest.name, guest.email.text, guest.zone, guest.locale, common, booking.trace))
      case .owner: letters.append(letter(.owner, owner.name, owner.email, owner.zone, owner.locale, common))
      case .companion:
        // In the guest's language and zone: nothing else is known of them.
        for companion in guest.companions {
          letters.append(letter(.companion, "", companion.text, guest.zone, guest.locale, common))
        }
      }
    }
    return letters
  }

  private static func letter(
    _ reader: LetterFacts.Reader, _ name: String, _ email: String, _ zone: Zone, _ locale: String,
    _ common: borrowing JSONWriter, _ trace: TokenTrace? = nil
  ) -> Letter {
    var writer = JSONWriter()
    writer.beginObject()
    writer.members(common)
    writer.member("reader", word: reader.rawValue)
    writer.person("recipient", name, email, zone, locale)
    writer.member("nonce", word: trace.map { Base64.url.encode($0.nonce.bytes) } ?? "")
    writer.member("digest", word: trace.map { Base64.url.encode($0.digest.bytes) } ?? "")
    writer.endObject()
    return Letter(reader: reader, email: email, locale: locale, facts: writer.text)
  }

  /// The subject in plain English, for a list of letters that were not rendered yet.
  static func plainSubject(
    _ template: LetterTemplate, about booking: Appointment, to reader: LetterFacts.Reader
  ) -> String {
    let opening =
      switch template {
      case .bookingConfirmed: "Confirmed"
      case .bookingRescheduled where booking.status == .pending: "Another time asked for"
      case .bookingPending: "Awaiting confirmation"
      case .bookingDeclined: "Declined"
      case .bookingRescheduled: "Rescheduled"
      case .bookingCancelled: "Cancelled"
      }
    return "\(opening): \(booking.title) – \(reader == .owner ? booking.guest.name : booking.owner.name)"
  }
}

extension JSONWriter {
  fileprivate mutating func common(
    _ booking: Appointment, _ share: LetterFacts.Share, leadingOn leadsOn: Bool, at now: Instant
  ) {
    let (owner, guest, uid) = (booking.owner, booking.guest, booking.uid)
    person("owner", owner.name, owner.email, owner.zone, owner.locale)
    person("guest", guest.name, guest.email.text, guest.zone, guest.locale)
    member("username", owner.username)
    member("slug", booking.slug)
    if !leadsOn { member("isDeadEnd", true) }
    // The booking's id, which is what calendars know it by as well.
    member("booking", word: uid)
    member("uid", word: uid)
    member("title", booking.title)
    member("place") { writer in
      writer.member("kind", word: booking.place.kind.rawValue)
      writer.member("details", booking.place.details)
    }
    member("phone", guest.phone)
    member("notes", guest.notes)
    member("companions", guest.companions.map(\.text))
    member("answers", guest.answers)
    member("status", word: booking.status.rawValue)
    member("share", word: share.rawValue)
    member("start", booking.time.start.microseconds)
    member("end", booking.time.end.microseconds)
    if let movedFrom = booking.movedFrom { member("movedFrom", movedFrom.microseconds) }
    member("reason", booking.cancellation?.reason ?? "")
    if let cancellation = booking.cancellation { member("cancelledBy", word: cancellation.by.rawValue) }
    member("sequence", Int64(booking.sequence))
    member("writtenAt", now.microseconds)
  }

  fileprivate mutating func person(
    _ role: StaticString, _ name: String, _ email: String, _ zone: Zone, _ locale: String
  ) {
    member(role) { writer in
      writer.member("name", name)
      writer.member("email", email)
      writer.member("zone", word: zone.name)
      writer.member("locale", locale)
    }
  }
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ answers: [GivenAnswer]) {
    self.name(name)
    self.answers(answers)
  }

  mutating func answers(_ answers: [GivenAnswer]) {
    array(answers) { writer, answer in
      writer.object { writer in
        writer.member("id", answer.id)
        writer.member("label", answer.label)
        writer.member("kind", word: answer.kind.rawValue)
        writer.member("values", answer.values)
      }
    }
  }
}
