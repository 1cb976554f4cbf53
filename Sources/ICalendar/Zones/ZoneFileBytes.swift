/// A zone's file (TZif, RFC 8536) put together from changes of clocks, for zones that only a calendar's text knows.
struct ZoneFileBytes {
  private struct Kind: Hashable {
    let offset: Int
    let isSummerTime: Bool
  }

  private var kinds: [Kind]
  private var times: [Int] = []
  private var indices: [UInt8] = []

  init(firstOffset: Int) {
    kinds = [Kind(offset: firstOffset, isSummerTime: false)]
  }

  /// Changes come in order of time; of two at the same time the later word holds.
  mutating func append(at time: Int, offset: Int, isSummerTime: Bool) {
    let kind = Kind(offset: offset, isSummerTime: isSummerTime)
    let index = kinds.firstIndex(of: kind) ?? kinds.count
    guard index <= UInt8.max else { return }
    if index == kinds.count { kinds.append(kind) }
    if times.last == time {
      indices[indices.count - 1] = UInt8(index)
    } else {
      times.append(time)
      indices.append(UInt8(index))
    }
  }

  /// The clocks' names: the RFC wants three letters at least, and "-00" is its word for no name.
  private static let name = Array("-00\u{0}".utf8)

  var bytes: [UInt8] {
    // The block for readers of version 1 holds the least it may: one kind of time.
    var bytes = Self.header(times: 0, kinds: 1)
    bytes += Self.record(kinds[0]) + Self.name
    bytes += Self.header(times: times.count, kinds: kinds.count)
    for time in times { bytes += Self.bigEndian(UInt64(bitPattern: Int64(time))) }
    bytes += indices
    for kind in kinds { bytes += Self.record(kind) }
    return bytes + Self.name + "\n\n".utf8
  }

  private static func header(times: Int, kinds: Int) -> [UInt8] {
    var bytes = Array("TZif2".utf8) + Array(repeating: 0, count: 15)
    for count in [0, 0, 0, times, kinds, name.count] { bytes += bigEndian(UInt32(count)) }
    return bytes
  }

  private static func record(_ kind: Kind) -> [UInt8] {
    bigEndian(UInt32(bitPattern: Int32(kind.offset))) + [kind.isSummerTime ? 1 : 0, 0]
  }

  private static func bigEndian(_ number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
