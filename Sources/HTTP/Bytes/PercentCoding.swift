/// RFC 3986 2.1: `%` and two hexadecimal digits stand for a byte.
enum PercentCoding {
  /// The bytes with every sound escape replaced; an unsound one stays as it is.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    appendDecoded(bytes, plusIsSpace: false, to: &result)
    return result
  }

  static func appendDecoded(_ bytes: ArraySlice<UInt8>, plusIsSpace: Bool, to output: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == Byte.percent, let value = escaped(at: index, in: bytes) {
        output.append(value)
        index += 3
        continue
      }
      output.append(byte == Byte.plus && plusIsSpace ? Byte.space : byte)
      index += 1
    }
  }

  /// The byte that the escape at `index` stands for; nil for an unsound escape.
  static func escaped(at index: Int, in bytes: ArraySlice<UInt8>) -> UInt8? {
    guard index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue else {
      return nil
    }
    return high << 4 | low
  }
}
