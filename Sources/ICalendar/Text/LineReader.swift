/// Hands out a calendar's lines with their folds undone: a line that begins with a blank or a tab goes on the one before.
/// Lines may end in CR LF, as they should, or in a lone LF. Folds may lie within a character: bytes are joined first,
/// characters are looked at later.
struct LineReader {
  private let bytes: [UInt8]
  private let limits: ReadingLimits
  private var position = 0

  /// The line that comes next, counted from 1.
  private var number = 1

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let newline = UInt8(ascii: "\n")
  private static let tab = UInt8(ascii: "\t")
  private static let blank = UInt8(ascii: " ")

  init(_ bytes: [UInt8], limits: ReadingLimits) throws(ReadingError) {
    guard bytes.count <= limits.bytes else { throw ReadingError(line: 1, .tooManyBytes(limit: limits.bytes)) }
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: Self.mark) { position = Self.mark.count }
  }

  /// Fills the buffer with the next line that is not empty and answers its number; nil at the end.
  mutating func next(into line: inout [UInt8]) throws(ReadingError) -> Int? {
    line.removeAll(keepingCapacity: true)
    while position < bytes.count {
      let first = number
      try appendPhysicalLine(to: &line)
      while position < bytes.count, bytes[position] == Self.blank || bytes[position] == Self.tab {
        position += 1
        try appendPhysicalLine(to: &line)
      }
      if !line.isEmpty { return first }
    }
    return nil
  }

  /// Control characters have no place in a calendar, but word processors leave some behind: they are dropped. A NUL is
  /// no accident.
  private mutating func appendPhysicalLine(to line: inout [UInt8]) throws(ReadingError) {
    let end = bytes[position...].firstIndex(of: Self.newline) ?? bytes.count
    guard line.count + end - position <= limits.lineBytes else {
      throw ReadingError(line: number, .lineTooLong(limit: limits.lineBytes))
    }
    for byte in bytes[position..<end] {
      if byte >= Self.blank && byte != 0x7F || byte == Self.tab {
        line.append(byte)
      } else if byte == 0 {
        throw ReadingError(line: number, .nulByte)
      }
    }
    position = min(end + 1, bytes.count)
    number += 1
  }
}
