internal import CivilTime
internal import ICalendar
internal import Mail
internal import Store

// What calendars are told with a letter: iTIP (RFC 5546) under one UID for as long as the booking lives, each change
// with a higher number.
extension LetterDrawing {
  /// Nil where calendars know nothing yet and have nothing to forget.
  var invitation: Mail.Message.Invitation? {
    get throws(MessageError) {
      let file = lettering.text(.eventFile)
      switch template {
      case .bookingConfirmed, .bookingRescheduled:
        let request = try ICalendar.Message.request([event], stamp: writtenAt)
        return Mail.Message.Invitation(.request, request.calendar.text, fileName: file)
      case .bookingPending:
        return nil
      // Calendars know of it only if it was moved, which they are told at once.
      case .bookingDeclined where facts.movedFrom == nil:
        return nil
      case .bookingCancelled, .bookingDeclined:
        let comment = facts.reason.isEmpty ? nil : facts.reason
        let cancel = try ICalendar.Message.cancel(
          event, sequence: facts.sequence, stamp: writtenAt, comment: comment)
        return Mail.Message.Invitation(.cancel, cancel.calendar.text, fileName: file)
      }
    }
  }

  private var event: Event {
    let home = LetterDrawing.zone(facts.owner.zone)
    var event = Event(uid: facts.uid, start: Moment(time.start, in: home), end: .at(Moment(time.end, in: home)))
    event.sequence = facts.sequence
    event.summary = lettering.text(.eventTitle, ["title": facts.title, "other": other])
    event.description = description
    if stands { event.location = placeAddress ?? placeText }
    event.url = addresses.booking
    event.organizer = Person(email: facts.owner.email, name: facts.owner.name)
    event.attendees = attendees
    event.status = facts.status == "pending" ? .tentative : .confirmed
    return event
  }

  /// The owner as the one whose meeting it is, the guest, who came by themselves, and those who are asked to come along.
  private var attendees: [Attendee] {
    let companions = facts.reader == .companion ? [facts.recipient.email] : facts.companions
    return [
      attendee(facts.owner.email, facts.owner.name, .chair, .accepted),
      attendee(facts.guest.email, facts.guest.name, .required, .accepted),
    ]
      + companions.map { email in
        var companion = attendee(email, nil, .required, .needsAction)
        companion.expectsReply = true
        return companion
      }
  }

  private func attendee(
    _ email: String, _ name: String?, _ role: Attendee.Role, _ participation: Attendee.Participation
  ) -> Attendee {
    Attendee(address: "mailto:" + email, name: name, role: role, participation: participation)
  }

  private var description: String? {
    var lines = said.map { "\($0.label): \($0.text)" }
    let stands = facts.status == "pending" || facts.status == "confirmed"
    if stands, let page = addresses.booking { lines.append(lettering.text(.eventChange, ["address": page])) }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
