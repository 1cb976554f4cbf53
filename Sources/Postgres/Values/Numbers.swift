extension Bool: DatabaseValue {
  public static var databaseType: DatabaseType { .boolean }

  public func write(to buffer: inout BinaryBuffer) {
    buffer.append(integer: UInt8(self ? 1 : 0))
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    switch bytes.integer(UInt8.self) {
    case 0: self = false
    case 1: self = true
    default: return nil
    }
  }
}

extension Int16: DatabaseValue {
  public static var databaseType: DatabaseType { .smallint }
  public func write(to buffer: inout BinaryBuffer) { buffer.append(integer: self) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let number = bytes.integer(Int16.self) else { return nil }
    self = number
  }
}

/// Reads the narrower column too.
extension Int32: DatabaseValue {
  public static var databaseType: DatabaseType { .integer }
  public static func canRead(_ type: DatabaseType) -> Bool { type == .integer || type == .smallint }
  public func write(to buffer: inout BinaryBuffer) { buffer.append(integer: self) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    switch bytes.byteCount {
    case 4: self = bytes.integer(at: 0)
    case 2: self = Int32(bytes.integer(at: 0) as Int16)
    default: return nil
    }
  }
}

/// Reads the narrower columns too.
extension Int64: DatabaseValue {
  public static var databaseType: DatabaseType { .bigint }

  public static func canRead(_ type: DatabaseType) -> Bool {
    type == .bigint || type == .integer || type == .smallint
  }

  public func write(to buffer: inout BinaryBuffer) { buffer.append(integer: self) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    switch bytes.byteCount {
    case 8: self = bytes.integer(at: 0)
    case 4: self = Int64(bytes.integer(at: 0) as Int32)
    case 2: self = Int64(bytes.integer(at: 0) as Int16)
    default: return nil
    }
  }
}

/// As `Int64`.
extension Int: DatabaseValue {
  public static var databaseType: DatabaseType { .bigint }
  public static func canRead(_ type: DatabaseType) -> Bool { Int64.canRead(type) }
  public func write(to buffer: inout BinaryBuffer) { buffer.append(integer: Int64(self)) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard let number = Int64(reading: bytes, of: type) else { return nil }
    self = Int(number)
  }
}

/// Reads a `real` column too.
extension Double: DatabaseValue {
  public static var databaseType: DatabaseType { .double }
  public static func canRead(_ type: DatabaseType) -> Bool { type == .double || type == .real }
  public func write(to buffer: inout BinaryBuffer) { buffer.append(integer: bitPattern) }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    switch bytes.byteCount {
    case 8: self = Double(bitPattern: bytes.integer(at: 0))
    case 4: self = Double(Float(bitPattern: bytes.integer(at: 0)))
    default: return nil
    }
  }
}
