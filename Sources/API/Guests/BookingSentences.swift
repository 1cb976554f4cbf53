internal import CivilTime
internal import Operations
internal import Scheduling
internal import Store

extension Refusal {
  var wrong: Wrong { Wrong(field.name, problem.sentence) }
}

extension BookingField {
  /// What programs call it.
  fileprivate var name: String {
    switch self {
    case .start: "slot_start"
    case .duration: "duration_minutes"
    case .zone: "guest_timezone"
    case .key: "Idempotency-Key"
    case .name: "guest_name"
    case .email: "guest_email"
    case .phone: "guest_phone"
    case .notes: "guest_notes"
    case .guests: "further_guests"
    case .answer(let id): "custom_answers.\(id)"
    case .reason: "reason"
    }
  }
}

extension FieldProblem {
  var sentence: String {
    switch self {
    case .missing: "is missing."
    case .tooLong(let limit): "must have at most \(limit) characters."
    case .tooMany(let limit): "must have at most \(limit) entries."
    case .unprintable: "holds characters that nobody types."
    case .notAnEmail: "must be an e-mail address."
    case .notAmongEmails(let text): "must be e-mail addresses; \(text) is none."
    case .notAPhone: "must be a phone number."
    case .notANumber: "must be a number."
    case .notAChoice: "is none of those there are."
    case .notOffered: "is not on offer."
    case .seatsLeft(let count): "are too many: \(count) seats are left."
    case .usedAlready: "was used for another booking."
    }
  }
}

extension Problem {
  /// Why a time can't be booked, as a guest may know it: not what else their host does then.
  init(guest reason: Reason, near: [Slot]) {
    self.init(.taken, reason.guestsDetail)
    more = [
      JSON.Member(name: "reason", value: .text(reason.guestsWord)), JSON.Member(name: "free", value: near.json),
    ]
  }

  /// The same for the owner, whose events and rules they are, with what stands there by its name.
  init(owner reason: Reason, _ obstacles: [Obstacle], near: [Slot]) {
    self.init(.taken, reason.ownersDetail)
    more = [
      JSON.Member(name: "reason", value: .text(reason.word)), JSON.Member(name: "free", value: near.json),
      JSON.Member(name: "in_the_way", value: obstacles.json),
    ]
  }
}

extension Obstacle: JSONValue {
  var json: JSON {
    switch self {
    case .event(let event):
      JSON(["event_id": event.id, "title": event.title, "start": event.time.start, "end": event.time.end])
    case .meeting(let meeting):
      JSON([
        "booking_id": meeting.id, "guest_name": meeting.guestName, "title": meeting.title,
        "start": meeting.time.start, "end": meeting.time.end,
      ])
    }
  }
}

extension Reason {
  var word: String {
    switch self {
    case .outsideHours: "outside_hours"
    case .offGrid: "off_grid"
    case .endsOutsideHours: "ends_outside_hours"
    case .busy: "busy"
    case .booked(_, let isFull): isFull ? "full" : "booked"
    case .tooSoon: "too_soon"
    case .outsideBookingWindow: "outside_booking_window"
    case .dailyLimit: "daily_limit"
    case .weeklyLimit: "weekly_limit"
    }
  }

  fileprivate var guestsWord: String {
    switch self {
    case .tooSoon, .outsideBookingWindow: word
    case .outsideHours, .offGrid, .endsOutsideHours: "not_offered"
    case .busy, .booked, .dailyLimit, .weeklyLimit: "taken"
    }
  }

  fileprivate var guestsDetail: String {
    switch self {
    case .tooSoon, .outsideBookingWindow: ownersDetail
    case .outsideHours, .offGrid, .endsOutsideHours: "This start is not on offer. Nothing was booked."
    case .busy, .booked, .dailyLimit, .weeklyLimit: "The time has gone. Nothing was booked."
    }
  }

  fileprivate var ownersDetail: String {
    switch self {
    case .outsideHours: "This start lies outside of the link's hours."
    case .offGrid: "The link offers no start at this time, or not at this length."
    case .endsOutsideHours(let closing): "The meeting would not be over when the link's hours end, at \(closing)."
    case .busy: "An event in your calendars stands at this time."
    case .booked(_, isFull: true): "Too few seats are left of the meeting at this time."
    case .booked: "Another booking stands at this time, or too close to it."
    case .tooSoon(let earliest): "The earliest start that can be booked now is \(earliest)."
    case .outsideBookingWindow(let first?, let last): "It can be booked from \(first) to \(last)."
    case .outsideBookingWindow(nil, let last): "It can be booked up to \(last)."
    case .dailyLimit(let limit, let date): "The limit of \(limit) a day is reached on \(date)."
    case .weeklyLimit(let limit, let week): "The limit of \(limit) a week is reached in the week of \(week)."
    }
  }
}
