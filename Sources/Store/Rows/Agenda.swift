public import CivilTime
public import Scheduling

/// What stands in an owner's calendars in a range: meetings that were booked, and events of their own or others'.
public struct Agenda: Sendable {
  /// By their times; the bookings of a group are one meeting.
  public let meetings: [AgendaMeeting]

  /// By their times, series told occurrence by occurrence; called off or declined ones are not among them.
  public let events: [AgendaEvent]
}

/// A meeting that was booked by one guest, or by those of a group.
public struct AgendaMeeting: Hashable, Sendable {
  /// Of the first who booked.
  public let id: BookingID
  public let event: EventID
  public let link: LinkID
  public let title: String
  public let color: String
  public let place: MeetingPlace
  public let seats: Int
  public let time: TimeRange
  public let blocked: TimeRange

  /// Waits for an answer only where nobody of a group was answered yet.
  public internal(set) var status: BookingStatus
  public let guestName: String
  public let guestZone: Zone
  public let notes: String

  /// Everybody who comes, the guests of a group together.
  public internal(set) var party: Int

  /// Those who booked, in the order they did.
  public internal(set) var guests: [Guest]

  /// One of them, who may bring others.
  public struct Guest: Hashable, Sendable {
    public let id: BookingID
    public let name: String
  }

  public var isGroup: Bool { seats > 1 }
}

/// An event as it takes place once.
public struct AgendaEvent: Hashable, Sendable {
  public let id: EventID
  public let title: String
  public let location: String
  public let color: String
  public let time: TimeRange
  public let isAllDay: Bool

  /// Whether it takes its owner's time (rule 15).
  public let blocks: Bool
}
