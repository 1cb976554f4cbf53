public import CivilTime
internal import Crypto
public import Scheduling

internal import struct FoundationEssentials.UUID

/// An event as its row is: a series once, not every time it takes place.
public struct EventEntry: Hashable, Sendable {
  public let id: EventID
  public let calendar: CalendarID
  public let title: String
  public let description: String
  public let location: String
  public let time: TimeRange
  public let zone: Zone
  public let isAllDay: Bool
  public let status: EventStatus
  public let transparency: EventTransparency

  /// As RFC 5545 writes it; nil happens once.
  public let rule: String?
  public let origin: EventOrigin

  /// What calendars know it by, wherever they heard of it, and how often what they show of it was changed.
  public let uid: String
  public let sequence: Int

  /// The dates of whole days, the last one included; nil for one by the clock.
  public var dates: ClosedRange<LocalDate>? {
    guard isAllDay else { return nil }
    let first = zone.local(time.start).date
    return first...max(first, zone.local(time.end.adding(microseconds: -1)).date)
  }
}

/// Where an event comes from.
public enum EventOrigin: String, CaseIterable, Hashable, Sendable {
  case own, booking, synced
}

/// A calendar as its owner sees it.
public struct CalendarEntry: Hashable, Sendable {
  public let id: CalendarID
  public let name: String
  public let description: String
  public let color: String
  public let zone: Zone
  public let isPrimary: Bool
  public let isVisible: Bool
  public let checksConflicts: Bool
  public let receivesBookings: Bool
}

/// A place in a list of events: right behind one of them. As a text it means nothing to whoever carries it.
public struct EventCursor: Hashable, Sendable {
  public let start: Instant
  public let id: EventID

  public init(_ event: EventEntry) {
    (start, id) = (event.time.start, event.id)
  }

  /// Eight bytes of microseconds, sixteen of the id.
  private static let length = 24

  /// The years 1 to 9999: what lies outside of them is no event's.
  private static let instants: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  public var text: String {
    let bytes = withUnsafeBytes(of: start.microseconds.bigEndian) { Array($0) }
    return Base64.url.encode(bytes + withUnsafeBytes(of: id.uuid.uuid) { Array($0) })
  }

  /// Nil for what was never a cursor of ours.
  public init?(_ text: String) {
    guard text.utf8.count <= 2 * Self.length, let bytes = try? Base64.url.decode(text.utf8),
      bytes.count == Self.length, let uuid = UUID(bytes: bytes.dropFirst(8))
    else { return nil }
    let microseconds = Int64(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    guard Self.instants.contains(microseconds) else { return nil }
    (start, id) = (Instant(microseconds: microseconds), EventID(uuid))
  }
}
