public import FoundationEssentials
internal import Guard

/// Makes the ids of rows: UUID version 7 (RFC 9562), which sort by the time they were made at. Ids of one maker always
/// grow, within a millisecond and when the clock steps back alike.
public final class UUIDMaker: Sendable {
  private let last = Guarded(UUIDv7())

  public init() {}

  /// The id of something made at this many milliseconds since 1970.
  public func make(at milliseconds: Int64) -> UUID {
    let chance = SecureRandom.number()
    let fresh = UUIDv7(
      milliseconds: milliseconds, high: UInt16(truncatingIfNeeded: chance >> 64),
      low: UInt64(truncatingIfNeeded: chance))
    return last.withLock { last in
      last = fresh.milliseconds > last.milliseconds ? fresh : last.next(fresh)
      return last.uuid
    }
  }
}

/// The three free parts of a version 7 UUID: 48 bits of time, 12 bits and 62 bits of chance.
package struct UUIDv7: Sendable {
  package private(set) var milliseconds: UInt64 = 0
  private var high: UInt64 = 0
  private var low: UInt64 = 0

  private static let highest: (milliseconds: UInt64, high: UInt64, low: UInt64) = (
    1 << 48 - 1, 1 << 12 - 1, 1 << 62 - 1
  )

  package init() {}

  /// A time outside of 1970 to 10889 counts as the nearest one inside.
  package init(milliseconds: Int64, high: UInt16, low: UInt64) {
    self.milliseconds = min(UInt64(max(milliseconds, 0)), Self.highest.milliseconds)
    self.high = UInt64(high) & Self.highest.high
    self.low = low & Self.highest.low
  }

  /// The id after this one in the same millisecond: the chance is counted on by a random step (RFC 9562, section 6.2,
  /// method 2), so that ids grow and the next one still can't be guessed.
  package func next(_ fresh: UUIDv7) -> UUIDv7 {
    var next = self
    next.low += 1 + fresh.low >> 30
    if next.low > Self.highest.low {
      next.low &= Self.highest.low
      next.high += 1
    }
    if next.high > Self.highest.high {
      next.high &= Self.highest.high
      next.milliseconds = min(next.milliseconds + 1, Self.highest.milliseconds)
    }
    return next
  }

  package var uuid: UUID {
    let first = milliseconds << 16 | 0x7000 | high
    let second = 0b10 << 62 | low
    func byte(_ word: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: word >> (56 - 8 * index)) }
    return UUID(
      uuid: (
        byte(first, 0), byte(first, 1), byte(first, 2), byte(first, 3),
        byte(first, 4), byte(first, 5), byte(first, 6), byte(first, 7),
        byte(second, 0), byte(second, 1), byte(second, 2), byte(second, 3),
        byte(second, 4), byte(second, 5), byte(second, 6), byte(second, 7)
      ))
  }
}

extension UUID {
  /// The sixteen bytes in the order they are written in.
  public var bytes: [UInt8] {
    withUnsafeBytes(of: uuid) { Array($0) }
  }

  /// As RFC 9562 writes it, in small letters.
  public var text: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var length = 0
      withUnsafeBytes(of: uuid) { bytes in
        for (index, byte) in bytes.enumerated() {
          if index == 4 || index == 6 || index == 8 || index == 10 {
            text[length] = UInt8(ascii: "-")
            length += 1
          }
          text[length] = Hex.digit(byte >> 4)
          text[length + 1] = Hex.digit(byte & 0xF)
          length += 2
        }
      }
      return length
    }
  }

  /// Nil unless there are exactly sixteen bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var raw: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &raw) { $0.copyBytes(from: bytes) }
    self.init(uuid: raw)
  }
}
