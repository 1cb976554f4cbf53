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
    var rest = bytes
    // Most bytes mean themselves and go over together.
    while let special = rest.firstIndex(where: { $0 == Byte.percent || $0 == Byte.plus }) {
      output.append(contentsOf: rest[..<special])
      var end = special + 1
      if rest[special] == Byte.plus {
        output.append(plusIsSpace ? Byte.space : Byte.plus)
      } else if let value = escaped(at: special, in: rest) {
        output.append(value)
        end += 2
      } else {
        output.append(Byte.percent)
      }
      rest = rest[end...]
    }
    output.append(contentsOf: rest)
  }

  /// The byte that the escape at `index` stands for; nil for an unsound escape.
  static func escaped(at index: Int, in bytes: ArraySlice<UInt8>) -> UInt8? {
    guard index + 2 < bytes.endIndex, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue else {
      return nil
    }
    return high << 4 | low
  }
}
