/// Builds zone files byte by byte, right ones and wrong ones.
struct TZifBuilder {
  var magic = "TZif"
  var version = UInt8(ascii: "2")
  var transitions: [(at: Int, type: UInt8)] = []
  var types: [(offset: Int, isSummerTime: UInt8, name: UInt8)] = [(3_600, 0, 0)]
  var names = "ONE\0TWO\0"
  var footer: String? = "\n\n"
  var leapSeconds = 0
  var universalIndicators = 0
  var claimedTimes: Int?

  var bytes: [UInt8] {
    guard version != 0 else { return header + data(timeWidth: 4) }
    return header + data(timeWidth: 4) + header + data(timeWidth: 8) + Array((footer ?? "").utf8)
  }

  private var header: [UInt8] {
    var bytes = Array(magic.utf8) + [version] + [UInt8](repeating: 0, count: 15)
    for count in [
      universalIndicators, 0, leapSeconds, claimedTimes ?? transitions.count, types.count, names.utf8.count,
    ] {
      bytes += Self.bigEndian(count, width: 4)
    }
    return bytes
  }

  private func data(timeWidth: Int) -> [UInt8] {
    var bytes = transitions.flatMap { Self.bigEndian($0.at, width: timeWidth) } + transitions.map(\.type)
    for type in types { bytes += Self.bigEndian(type.offset, width: 4) + [type.isSummerTime, type.name] }
    return bytes + Array(names.utf8) + [UInt8](repeating: 0, count: universalIndicators)
  }

  private static func bigEndian(_ value: Int, width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> ((width - 1 - $0) * 8)) }
  }
}
