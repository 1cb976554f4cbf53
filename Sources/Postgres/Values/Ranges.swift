public import CivilTime

/// `tstzrange`, always `[start, end)`. An end of the line is written as no bound at all; the server's one empty range,
/// which has no place of its own, is read as an empty range in the distant past.
extension TimeRange: DatabaseValue {
  public static var databaseType: DatabaseType { .timestamptzRange }

  private enum Flag {
    static let empty: UInt8 = 0x01
    static let includesStart: UInt8 = 0x02
    static let includesEnd: UInt8 = 0x04
    static let hasNoStart: UInt8 = 0x08
    static let hasNoEnd: UInt8 = 0x10
  }

  public func write(to buffer: inout BinaryBuffer) {
    if isEmpty { return buffer.append(integer: Flag.empty) }
    var flags: UInt8 = 0
    flags |= start == .distantPast ? Flag.hasNoStart : Flag.includesStart
    flags |= end == .distantFuture ? Flag.hasNoEnd : 0
    buffer.append(integer: flags)
    if start != .distantPast { buffer.appendMeasured { start.write(to: &$0) } }
    if end != .distantFuture { buffer.appendMeasured { end.write(to: &$0) } }
  }

  public init?(reading bytes: RawSpan, of type: DatabaseType) {
    guard bytes.byteCount > 0 else { return nil }
    let flags: UInt8 = bytes.integer(at: 0)
    if flags & Flag.empty != 0 {
      self.init(from: .distantPast, to: .distantPast)
      return
    }
    var start = Instant.distantPast
    var end = Instant.distantFuture
    var offset = 1
    // Instants are whole microseconds, so a bound of the other kind is the same stretch one microsecond on.
    if flags & Flag.hasNoStart == 0 {
      guard let bound = Self.bound(bytes, &offset) else { return nil }
      start = flags & Flag.includesStart != 0 ? bound : bound.adding(microseconds: 1)
    }
    if flags & Flag.hasNoEnd == 0 {
      guard let bound = Self.bound(bytes, &offset) else { return nil }
      end = flags & Flag.includesEnd != 0 ? bound.adding(microseconds: 1) : bound
    }
    guard offset == bytes.byteCount else { return nil }
    self.init(start, end)
  }

  private static func bound(_ bytes: RawSpan, _ offset: inout Int) -> Instant? {
    let (length, size) = (4, 8)
    guard bytes.byteCount >= offset + length + size, bytes.integer(at: offset) == Int32(size) else { return nil }
    defer { offset += length + size }
    return Instant(reading: bytes.extracting(offset + length..<offset + length + size), of: .timestamptz)
  }
}
