/// What calendars send each other about one meeting: iTIP, RFC 5546. A message of this type always obeys the RFC's table
/// for its method, whether it was made here or read.
public struct Message: Hashable, Sendable {
  public let method: Calendar.Method

  /// All of one UID: the series and changed occurrences of it, or some of these.
  public let events: [Event]

  /// A message to be sent.
  public init(_ method: Calendar.Method, _ events: [Event]) throws(MessageError) {
    self.method = method
    self.events = events
    try check(asReceived: false)
  }

  /// A message that came in.
  public init(_ calendar: Calendar) throws(MessageError) {
    if let refused = calendar.refused.first { throw .unreadable(refused) }
    guard let method = calendar.method else { throw .noMethod }
    self.method = method
    events = calendar.events
    try check(asReceived: true)
  }

  /// Reads a message from its text.
  public static func read(_ bytes: [UInt8], limits: ReadingLimits = .standard) throws(MessageError) -> Message {
    let calendar: Calendar
    do {
      calendar = try Calendar.read(bytes, limits: limits)
    } catch {
      throw .unreadable(error)
    }
    return try Message(calendar)
  }

  /// The message as a calendar, ready to be written.
  public var calendar: Calendar {
    var calendar = Calendar(method: method)
    calendar.events = events
    return calendar
  }

  public var uid: String { events[0].uid }

  /// The organizer's address: the same in all events.
  public var organizer: Person? { events.lazy.compactMap(\.organizer).first }

  public var sequence: Int { events.map(\.sequence).max() ?? 0 }

  /// Whether this message is news to somebody who knows the event: a higher sequence number, or the same and a later
  /// stamp. (RFC 5546, section 2.1.5.)
  public func isNews(toWhoKnows event: Event) -> Bool {
    guard let own = events.max(by: { !$0.isNotOlder(than: $1) }) else { return false }
    return own.isNotOlder(than: event) && !event.isNotOlder(than: own)
  }
}

/// Why a message is none.
public enum MessageError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(ReadingError)
  case noMethod
  case noEvents
  case severalUIDs
  case severalOrganizers
  /// The same occurrence twice.
  case repeatedOccurrence
  case missing(property: String, Calendar.Method)
  case notAllowed(property: String, Calendar.Method)
  /// A reply that does not come from exactly one attendee.
  case notOneAttendee(Calendar.Method)
  case notInvited(address: String)

  public var description: String {
    switch self {
    case .unreadable(let error): "\(error)"
    case .noMethod: "the calendar is no message: it has no METHOD"
    case .noEvents: "the message has no events"
    case .severalUIDs: "the message speaks of several events"
    case .severalOrganizers: "the message has several organizers"
    case .repeatedOccurrence: "the message speaks of one occurrence twice"
    case .missing(let property, let method): "\(method.rawValue) needs \(property)"
    case .notAllowed(let property, let method): "\(property) does not go with \(method.rawValue)"
    case .notOneAttendee(let method): "\(method.rawValue) comes from exactly one attendee"
    case .notInvited(let address): "\(address) was not invited"
    }
  }
}
