internal import Crypto
public import FoundationEssentials
public import Postgres

/// The id of a row of one table, so that a link's can't be taken for a booking's.
public struct ID<Table>: Hashable, Sendable {
  public let uuid: UUID

  public init(_ uuid: UUID) {
    self.uuid = uuid
  }

  /// As addresses write it.
  public init?(_ text: String) {
    guard let uuid = UUID(uuidString: text) else { return nil }
    self.init(uuid)
  }
}

/// What ids are told apart by; never a value.
public enum Tables {
  public enum Users {}
  public enum Links {}
  public enum Bookings {}
  public enum Events {}
  public enum Calendars {}
  public enum Schedules {}
  public enum Letters {}
  public enum Sessions {}
  public enum AccessTokens {}
}

public typealias UserID = ID<Tables.Users>
public typealias LinkID = ID<Tables.Links>
public typealias BookingID = ID<Tables.Bookings>
public typealias EventID = ID<Tables.Events>
public typealias CalendarID = ID<Tables.Calendars>
public typealias ScheduleID = ID<Tables.Schedules>
public typealias LetterID = ID<Tables.Letters>
public typealias SessionID = ID<Tables.Sessions>
public typealias AccessTokenID = ID<Tables.AccessTokens>

extension ID: CustomStringConvertible {
  public var description: String { uuid.text }
}

extension ID: DatabaseValue {
  public static var databaseType: DatabaseType { .uuid }

  public func write(to buffer: inout BinaryBuffer) {
    uuid.write(to: &buffer)
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let uuid = UUID(reading: bytes, of: type) else { return nil }
    self.init(uuid)
  }
}

extension ID: DatabaseElement {
  public static var arrayType: DatabaseType { .uuidArray }
}
