public import CivilTime

public import struct FoundationEssentials.UUID

/// What an array may hold. An array of bytes is `bytea`; an array of anything else is an array in the database.
public protocol DatabaseElement: Sendable {
  static var arrayType: DatabaseType { get }
  static func canReadArray(_ type: DatabaseType) -> Bool
  static func write(_ elements: [Self], to buffer: inout BinaryBuffer)
  static func readArray(_ bytes: RawSpan) -> [Self]?
}

extension Array: DatabaseColumn where Element: DatabaseElement {
  /// An element stands for itself.
  public typealias Value = Self
}

extension Array: DatabaseValue where Element: DatabaseElement {
  public static var databaseType: DatabaseType { Element.arrayType }
  public static func canRead(_ type: DatabaseType) -> Bool { Element.canReadArray(type) }
  public func write(to buffer: inout BinaryBuffer) { Element.write(self, to: &buffer) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let elements = Element.readArray(bytes) else { return nil }
    self = elements
  }
}

/// `bytea`.
extension UInt8: DatabaseElement {
  public static var arrayType: DatabaseType { .bytes }

  public static func write(_ elements: [UInt8], to buffer: inout BinaryBuffer) {
    buffer.append(bytes: elements)
  }

  public static func readArray(_ bytes: RawSpan) -> [UInt8]? {
    bytes.withUnsafeBytes { Array($0) }
  }
}

extension DatabaseElement {
  public static func canReadArray(_ type: DatabaseType) -> Bool { type == arrayType }
}

/// The server's form of an array: dimensions, whether it holds NULLs, the elements' type, then per dimension its length
/// and first index, then the elements, each with its length. We write and read one dimension.
extension DatabaseElement where Self: DatabaseColumn {
  public static func write(_ elements: [Self], to buffer: inout BinaryBuffer) {
    buffer.append(integer: Int32(elements.isEmpty ? 0 : 1))
    buffer.append(integer: Int32(elements.contains { $0.databaseValue == nil } ? 1 : 0))
    buffer.append(integer: Value.databaseType.id)
    if elements.isEmpty { return }
    buffer.append(integer: Int32(clamping: elements.count))
    buffer.append(integer: Int32(1))
    for element in elements {
      if let value = element.databaseValue {
        buffer.appendMeasured { value.write(to: &$0) }
      } else {
        buffer.appendNull()
      }
    }
  }

  public static func readArray(_ bytes: RawSpan) -> [Self]? {
    guard bytes.byteCount >= 12 else { return nil }
    let dimensions: Int32 = bytes.integer(at: 0)
    if dimensions == 0 { return [] }
    let type = DatabaseType(bytes.integer(at: 8))
    guard dimensions == 1, bytes.byteCount >= 20, Value.canRead(type) else { return nil }
    let count: Int32 = bytes.integer(at: 12)
    // Each element takes at least the four bytes of its length, so a count beyond that is not true.
    guard count >= 0, Int(count) <= (bytes.byteCount - 20) / 4 else { return nil }
    var elements: [Self] = []
    elements.reserveCapacity(Int(count))
    var offset = 20
    for _ in 0..<count {
      guard let element = readElement(bytes, type, &offset) else { return nil }
      elements.append(element)
    }
    return offset == bytes.byteCount ? elements : nil
  }

  private static func readElement(_ bytes: RawSpan, _ type: DatabaseType, _ offset: inout Int) -> Self? {
    guard bytes.byteCount >= offset + 4 else { return nil }
    let length = Int(bytes.integer(at: offset) as Int32)
    offset += 4
    if length < 0 { return try? Self(cell: nil, of: type) }
    guard bytes.byteCount - offset >= length else { return nil }
    defer { offset += length }
    return try? Self(cell: bytes.extracting(offset..<offset + length), of: type)
  }
}

extension Optional: DatabaseElement where Wrapped: DatabaseValue & DatabaseElement {
  public static var arrayType: DatabaseType { Wrapped.arrayType }
  public static func canReadArray(_ type: DatabaseType) -> Bool { Wrapped.canReadArray(type) }
}

extension Array: DatabaseElement where Element == UInt8 {
  public static var arrayType: DatabaseType { .bytesArray }
}

extension DatabaseElement where Self: RawRepresentable, RawValue: DatabaseElement {
  public static var arrayType: DatabaseType { RawValue.arrayType }
  public static func canReadArray(_ type: DatabaseType) -> Bool { RawValue.canReadArray(type) }
}

extension Bool: DatabaseElement {
  public static var arrayType: DatabaseType { .booleanArray }
}

extension Int16: DatabaseElement {
  public static var arrayType: DatabaseType { .smallintArray }
}

extension Int32: DatabaseElement {
  public static var arrayType: DatabaseType { .integerArray }
}

extension Int64: DatabaseElement {
  public static var arrayType: DatabaseType { .bigintArray }
}

extension Int: DatabaseElement {
  public static var arrayType: DatabaseType { .bigintArray }

  public static func canReadArray(_ type: DatabaseType) -> Bool {
    type == .bigintArray || type == .integerArray || type == .smallintArray
  }
}

extension Double: DatabaseElement {
  public static var arrayType: DatabaseType { .doubleArray }
}

extension String: DatabaseElement {
  public static var arrayType: DatabaseType { .textArray }

  public static func canReadArray(_ type: DatabaseType) -> Bool {
    type == .textArray || type == .varcharArray || type.isMadeInDatabase
  }
}

extension UUID: DatabaseElement {
  public static var arrayType: DatabaseType { .uuidArray }
}

extension JSONText: DatabaseElement {
  public static var arrayType: DatabaseType { .jsonbArray }
}

extension Instant: DatabaseElement {
  public static var arrayType: DatabaseType { .timestamptzArray }
}

extension LocalDate: DatabaseElement {
  public static var arrayType: DatabaseType { .dateArray }
}

extension LocalTime: DatabaseElement {
  public static var arrayType: DatabaseType { .timeArray }
}

extension LocalDateTime: DatabaseElement {
  public static var arrayType: DatabaseType { .timestampArray }
}

extension TimeRange: DatabaseElement {
  public static var arrayType: DatabaseType { .timestamptzRangeArray }
}
