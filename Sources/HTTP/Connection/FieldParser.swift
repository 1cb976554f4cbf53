/// Reads header lines into an index, up to the empty line.
enum FieldParser {
  /// The fields in that section of `bytes`, which ends with its empty line.
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ section: Range<Int>, into entries: inout [Headers.Entry]
  ) throws(Refusal) {
    let token = ByteSet.token
    var position = section.lowerBound
    let end = section.upperBound - 2
    while position < end {
      let nameStart = position
      while token.contains(bytes[position]) { position += 1 }
      if position == nameStart, bytes[position].isBlank { throw .foldedField }
      let nameLength = position - nameStart
      guard nameLength > 0, nameLength <= FieldName.lengthLimit, bytes[position] == Byte.colon else {
        throw .badFieldName
      }
      position += 1
      while bytes[position].isBlank { position += 1 }
      let valueStart = position
      position = endOfValue(in: bytes, from: position)
      guard bytes[position] == Byte.carriageReturn, bytes[position + 1] == Byte.lineFeed else { throw .badFieldValue }
      var valueEnd = position
      while valueEnd > valueStart, bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
      position += 2
      entries.append(
        Headers.Entry(
          nameStart: UInt32(nameStart), nameLength: UInt32(nameLength),
          gap: UInt32(valueStart - nameStart - nameLength), valueLength: UInt32(valueEnd - valueStart)))
    }
  }

  static func parse(_ bytes: [UInt8], _ section: Range<Int>, into entries: inout [Headers.Entry]) throws(Refusal) {
    try bytes.withUnsafeBufferPointer { bytes throws(Refusal) in try parse(bytes, section, into: &entries) }
  }

  /// The first byte from `start` on that may not stand in a value. There is one: the section ends in CR LF.
  private static func endOfValue(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let memory = UnsafeRawBufferPointer(bytes)
    var position = start
    while true {
      if position + 8 <= bytes.count {
        let controls = controls(
          in: UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
        if controls == 0 {
          position += 8
          continue
        }
        position += controls.trailingZeroBitCount / 8
      }
      if bytes[position].isForbiddenControl { return position }
      position += 1
    }
  }

  /// Eight bytes at once: the top bit of the first one that is below a space or DEL is set, those of the ones before
  /// it are not, those behind it may be.
  private static func controls(in word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let spaces: UInt64 = 0x2020_2020_2020_2020
    let deletes: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let topBits: UInt64 = 0x8080_8080_8080_8080
    let belowSpace = (word &- spaces) & ~word
    let unlikeDelete = word ^ deletes
    return (belowSpace | ((unlikeDelete &- ones) & ~unlikeDelete)) & topBits
  }
}
