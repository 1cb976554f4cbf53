public import CivilTime
internal import Crypto

internal import struct FoundationEssentials.UUID

/// A place in a list of bookings, to read on from or back to: right behind or right before one of them, whether that one
/// is still there or not. As a text it means nothing to whoever carries it.
public struct BookingCursor: Hashable, Sendable {
  public let start: Instant
  public let id: BookingID

  /// Whether what stands before it is asked for, not what stands behind.
  public let readsBack: Bool

  public init(start: Instant, id: BookingID, readsBack: Bool) {
    self.start = start
    self.id = id
    self.readsBack = readsBack
  }

  public init(_ line: BookingLine, readsBack: Bool) {
    self.init(start: line.time.start, id: line.id, readsBack: readsBack)
  }

  /// One byte that says which way, eight of microseconds, sixteen of the id.
  private static let length = 25

  /// The years 1 to 9999: what lies outside of them is no booking's, and the database refuses some of it.
  private static let instants: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999

  public var text: String {
    var bytes: [UInt8] = [readsBack ? 1 : 0]
    withUnsafeBytes(of: start.microseconds.bigEndian) { bytes.append(contentsOf: $0) }
    withUnsafeBytes(of: id.uuid.uuid) { bytes.append(contentsOf: $0) }
    return Base64.url.encode(bytes)
  }

  /// Nil for what was never a cursor of ours.
  public init?(_ text: String) {
    guard text.utf8.count <= 2 * Self.length, let bytes = try? Base64.url.decode(text.utf8),
      bytes.count == Self.length, bytes[0] <= 1
    else {
      return nil
    }
    let microseconds = Int64(bitPattern: bytes[1...8].reduce(0) { $0 << 8 | UInt64($1) })
    guard Self.instants.contains(microseconds) else { return nil }
    let uuid = bytes[9...].withUnsafeBytes { $0.loadUnaligned(as: UUID.Raw.self) }
    self.init(
      start: Instant(microseconds: microseconds), id: BookingID(UUID(uuid: uuid)), readsBack: bytes[0] == 1)
  }
}

extension UUID {
  fileprivate typealias Raw = (
    UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8, UInt8
  )
}
