/// A type of the server's, named by its object id.
public struct DatabaseType: Hashable, Sendable, CustomStringConvertible {
  public let id: UInt32

  public init(_ id: UInt32) {
    self.id = id
  }

  public static let boolean = DatabaseType(16)
  public static let bytes = DatabaseType(17)
  public static let name = DatabaseType(19)
  public static let bigint = DatabaseType(20)
  public static let smallint = DatabaseType(21)
  public static let integer = DatabaseType(23)
  public static let text = DatabaseType(25)
  public static let json = DatabaseType(114)
  public static let real = DatabaseType(700)
  public static let double = DatabaseType(701)
  public static let unknown = DatabaseType(705)
  public static let character = DatabaseType(1042)
  public static let varchar = DatabaseType(1043)
  public static let date = DatabaseType(1082)
  public static let time = DatabaseType(1083)
  public static let timestamp = DatabaseType(1114)
  public static let timestamptz = DatabaseType(1184)
  public static let uuid = DatabaseType(2950)
  public static let jsonb = DatabaseType(3802)
  public static let timestamptzRange = DatabaseType(3910)

  /// Ids below this one are PostgreSQL's own; those from it on belong to types made in a database, as enums are.
  public var isMadeInDatabase: Bool { id >= 16_384 }

  /// The name SQL knows the type by, for messages.
  public var description: String {
    Self.names[id] ?? "type \(id)"
  }

  private static let names: [UInt32: String] = [
    16: "boolean", 17: "bytea", 19: "name", 20: "bigint", 21: "smallint", 23: "integer", 25: "text", 114: "json",
    700: "real", 701: "double precision", 705: "unknown", 1042: "character", 1043: "varchar", 1082: "date",
    1083: "time", 1114: "timestamp", 1184: "timestamptz", 1700: "numeric", 2249: "record", 2278: "void",
    2950: "uuid", 3802: "jsonb", 3910: "tstzrange", 1000: "boolean[]", 1001: "bytea[]", 1005: "smallint[]",
    1007: "integer[]", 1009: "text[]", 1015: "varchar[]", 1016: "bigint[]", 1022: "double precision[]",
    1115: "timestamp[]", 1182: "date[]", 1183: "time[]", 1185: "timestamptz[]", 2951: "uuid[]", 3807: "jsonb[]",
    3911: "tstzrange[]",
  ]
}

extension DatabaseType {
  public static let booleanArray = DatabaseType(1000)
  public static let bytesArray = DatabaseType(1001)
  public static let smallintArray = DatabaseType(1005)
  public static let integerArray = DatabaseType(1007)
  public static let textArray = DatabaseType(1009)
  public static let varcharArray = DatabaseType(1015)
  public static let bigintArray = DatabaseType(1016)
  public static let doubleArray = DatabaseType(1022)
  public static let timestampArray = DatabaseType(1115)
  public static let dateArray = DatabaseType(1182)
  public static let timeArray = DatabaseType(1183)
  public static let timestamptzArray = DatabaseType(1185)
  public static let uuidArray = DatabaseType(2951)
  public static let jsonbArray = DatabaseType(3807)
  public static let timestamptzRangeArray = DatabaseType(3911)
}
