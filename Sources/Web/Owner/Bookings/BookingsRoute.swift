internal import Server
public import Store

/// What there is behind `/app/bookings`.
public enum BookingsRoute: Hashable, Sendable {
  case all
  /// All of a list as a table for other programs.
  case export
  /// Booking for a guest.
  case new
  case one(BookingID)
  case reschedule(BookingID)
  case verb(BookingID, BookingVerb)
  /// All who come to the same meeting.
  case meeting(BookingID, MeetingVerb)
  /// A letter about it that did not arrive.
  case letter(BookingID, LetterID, LetterVerb)

  init?(_ segments: ArraySlice<String>) {
    let rest = Array(segments)
    switch rest.count {
    case 0: self = .all
    case 1 where rest[0] == "export.csv": self = .export
    case 1 where rest[0] == "new": self = .new
    case 1...4:
      guard let id = BookingID(rest[0]), id.description == rest[0] else { return nil }
      if rest.count == 1 {
        self = .one(id)
      } else if rest.count == 4 {
        guard rest[1] == "letters", let letter = LetterID(rest[2]), letter.description == rest[2],
          let verb = LetterVerb(rawValue: rest[3])
        else { return nil }
        self = .letter(id, letter, verb)
      } else if rest.count == 3 {
        guard rest[1] == "meeting", let verb = MeetingVerb(rawValue: rest[2]) else { return nil }
        self = .meeting(id, verb)
      } else if rest[1] == "reschedule" {
        self = .reschedule(id)
      } else if let verb = BookingVerb(rawValue: rest[1]) {
        self = .verb(id, verb)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// Behind `/app/bookings`; empty or with a slash in front.
  var path: String {
    switch self {
    case .all: ""
    case .export: "/export.csv"
    case .new: "/new"
    case .one(let id): "/\(id)"
    case .reschedule(let id): "/\(id)/reschedule"
    case .verb(let id, let verb): "/\(id)/\(verb.rawValue)"
    case .meeting(let id, let verb): "/\(id)/meeting/\(verb.rawValue)"
    case .letter(let id, let letter, let verb): "/\(id)/letters/\(letter)/\(verb.rawValue)"
    }
  }

  var label: RouteLabel {
    switch self {
    case .all: "app.bookings"
    case .export: "app.bookings.export"
    case .new: "app.bookings.new"
    case .one: "app.bookings.one"
    case .reschedule: "app.bookings.reschedule"
    case .verb(_, .confirmation): "app.bookings.confirmation"
    case .verb(_, .refusal): "app.bookings.refusal"
    case .verb(_, .cancellation): "app.bookings.cancellation"
    case .verb(_, .absence): "app.bookings.absence"
    case .verb(_, .presence): "app.bookings.presence"
    case .meeting(_, .cancellation): "app.bookings.meeting.cancellation"
    case .meeting(_, .reschedule): "app.bookings.meeting.reschedule"
    case .letter(_, _, .again): "app.bookings.letter.again"
    case .letter(_, _, .away): "app.bookings.letter.away"
    }
  }
}

/// What an owner does about a letter that did not arrive.
public enum LetterVerb: String, CaseIterable, Hashable, Sendable {
  case again, away
}

/// What an owner does to a meeting of a group for everybody at once.
public enum MeetingVerb: String, CaseIterable, Hashable, Sendable {
  case cancellation, reschedule
}

/// What an owner does to a booking by a form of its own, as the last word of its address.
public enum BookingVerb: String, CaseIterable, Hashable, Sendable {
  /// Saying yes and saying no to one that waits.
  case confirmation, refusal
  case cancellation
  /// The guest did not come; or came after all.
  case absence, presence
}
