/// A table for other programs (RFC 4180): cells parted by commas, lines ended by CR LF, quoted where a cell holds either.
///
/// A cell that a table program would take for a formula begins with an apostrophe: a guest must not be able to have
/// anything computed on the machine of whoever opens the table.
struct CSV {
  private(set) var bytes: [UInt8]

  /// Begins with a mark by which Excel knows UTF-8.
  init() {
    bytes = [0xEF, 0xBB, 0xBF]
  }

  mutating func line(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell)
    }
    bytes += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  private mutating func append(_ cell: String) {
    let needsQuotes = cell.utf8.contains(where: CSV.parts)
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
    if CSV.looksComputed(cell) { bytes.append(UInt8(ascii: "'")) }
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(UInt8(ascii: "\"")) }
  }

  private static func parts(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
      UInt8(ascii: "\t"):
      true
    default: false
    }
  }

  /// By its first sign, blanks aside: programs pass over these. The wide forms count as the narrow ones do.
  private static func looksComputed(_ cell: String) -> Bool {
    guard let first = cell.unicodeScalars.first(where: { $0 != " " && $0 != "\u{A0}" }) else { return false }
    return ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|"].contains(first)
  }
}
