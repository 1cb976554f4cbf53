/// A value the server keeps: how it is written, how it is read, and which of the server's types it is.
///
/// Everything travels in binary form with its type stated, so nothing is ever guessed from a text.
public protocol DatabaseValue: DatabaseColumn where Value == Self {
  /// What a bind of this value is declared as.
  static var databaseType: DatabaseType { get }

  /// Whether a column of that type can be read as this value.
  static func canRead(_ type: DatabaseType) -> Bool

  func write(to buffer: inout BinaryBuffer)

  /// Nil where the bytes are not a value of this type.
  init?(reading bytes: RawSpan, of type: DatabaseType)
}

extension DatabaseValue {
  public static func canRead(_ type: DatabaseType) -> Bool { type == databaseType }
  public var databaseValue: Self? { self }

  public init(cell: RawSpan?, of type: DatabaseType) throws(CellError) {
    guard Self.canRead(type) else { throw .otherType }
    guard let cell else { throw .null }
    guard let value = Self(reading: cell, of: type) else { throw .malformed }
    self = value
  }
}

/// What may stand in a column or be bound: a value, or an optional of one where NULL is allowed.
public protocol DatabaseColumn: Sendable {
  associatedtype Value: DatabaseValue

  /// Nil is NULL.
  var databaseValue: Value? { get }

  /// Reads a column of a row; without a cell it is NULL.
  init(cell: RawSpan?, of type: DatabaseType) throws(CellError)
}

/// Why a column can't be read as what the code expects.
public enum CellError: Error {
  case otherType, null, malformed
}

extension Optional: DatabaseColumn where Wrapped: DatabaseValue {
  public var databaseValue: Wrapped? { self }

  public init(cell: RawSpan?, of type: DatabaseType) throws(CellError) {
    guard Wrapped.canRead(type) else { throw .otherType }
    self = cell == nil ? nil : try Wrapped(cell: cell, of: type)
  }
}

/// An enum over text or numbers is stored as its raw value: conformance alone is enough. A raw value that has no case
/// is a value that can't be read.
extension DatabaseValue where Self: RawRepresentable, RawValue: DatabaseValue {
  public static var databaseType: DatabaseType { RawValue.databaseType }
  public static func canRead(_ type: DatabaseType) -> Bool { RawValue.canRead(type) }
  public func write(to buffer: inout BinaryBuffer) { rawValue.write(to: &buffer) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let rawValue = RawValue(reading: bytes, of: type) else { return nil }
    self.init(rawValue: rawValue)
  }
}
