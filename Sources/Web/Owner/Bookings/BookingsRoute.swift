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
    switch Array(segments) {
    case []: self = .all
    case ["export.csv"]: self = .export
    case ["new"]: self = .new
    case let segments:
      guard let id = BookingID(segments[0]), id.description == segments[0] else { return nil }
      self.init(of: id, segments.dropFirst())
    }
  }

  private init?(of booking: BookingID, _ segments: ArraySlice<String>) {
    let words = Array(segments)
    switch (words.count, words.first) {
    case (0, _): self = .one(booking)
    case (1, "reschedule"): self = .reschedule(booking)
    case (1, let verb?):
      guard let verb = BookingVerb(rawValue: verb) else { return nil }
      self = .verb(booking, verb)
    case (2, "meeting"):
      guard let verb = MeetingVerb(rawValue: words[1]) else { return nil }
      self = .meeting(booking, verb)
    case (3, "letters"):
      guard let letter = LetterID(words[1]), letter.description == words[1], let verb = LetterVerb(rawValue: words[2])
      else { return nil }
      self = .letter(booking, letter, verb)
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
