/// Takes one line apart: name, parameters, value.
struct PropertyReader {
  private let line: [UInt8]
  private let number: Int
  private var position = 0

  private static let colon = UInt8(ascii: ":")
  private static let semicolon = UInt8(ascii: ";")
  private static let comma = UInt8(ascii: ",")
  private static let equals = UInt8(ascii: "=")
  private static let quote = UInt8(ascii: "\"")
  private static let caret = UInt8(ascii: "^")

  private init(_ line: [UInt8], number: Int) {
    self.line = line
    self.number = number
  }

  static func read(_ line: [UInt8], number: Int, limits: ReadingLimits) throws(ReadingError) -> Property {
    var reader = PropertyReader(line, number: number)
    let name = try reader.name()
    var parameters: [Property.Parameter] = []
    while reader.take(semicolon) {
      guard parameters.count < limits.parameters else {
        throw reader.error(.tooManyParameters(limit: limits.parameters))
      }
      parameters.append(try reader.parameter(limits))
    }
    guard reader.take(colon) else { throw reader.error(.malformedLine) }
    let value = try reader.text(line[reader.position...])
    return Property(name: name, parameters: parameters, value: value, line: number)
  }

  private mutating func name() throws(ReadingError) -> String {
    let bytes = line[position...].prefix(while: Property.isPartOfName)
    guard Property.isName(bytes) else { throw error(.malformedLine) }
    position = bytes.endIndex
    return String(decoding: bytes, as: UTF8.self).uppercased()
  }

  private mutating func parameter(_ limits: ReadingLimits) throws(ReadingError) -> Property.Parameter {
    let name = try name()
    guard take(Self.equals) else { throw error(.malformedLine) }
    var values = [try parameterValue()]
    while take(Self.comma) {
      guard values.count < limits.parameters else { throw error(.tooManyParameters(limit: limits.parameters)) }
      values.append(try parameterValue())
    }
    return Property.Parameter(name: name, values: values)
  }

  /// Either quoted, up to the next quotation mark, or bare, up to what ends it.
  private mutating func parameterValue() throws(ReadingError) -> String {
    let bytes: ArraySlice<UInt8>
    if take(Self.quote) {
      guard let end = line[position...].firstIndex(of: Self.quote) else { throw error(.malformedLine) }
      bytes = line[position..<end]
      position = end + 1
    } else {
      bytes = line[position...].prefix { $0 != Self.colon && $0 != Self.semicolon && $0 != Self.comma }
      position = bytes.endIndex
    }
    return try text(Self.withoutCarets(bytes))
  }

  /// RFC 6868: ^n is a new line, ^' a quotation mark, ^^ a caret; any other caret stands for itself.
  private static func withoutCarets(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(caret) else { return bytes }
    var plain: [UInt8] = []
    var isAfterCaret = false
    for byte in bytes {
      if isAfterCaret {
        switch byte {
        case UInt8(ascii: "n"): plain.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "'"): plain.append(quote)
        case caret: plain.append(caret)
        default: plain += [caret, byte]
        }
        isAfterCaret = false
      } else if byte == caret {
        isAfterCaret = true
      } else {
        plain.append(byte)
      }
    }
    if isAfterCaret { plain.append(caret) }
    return plain[...]
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < line.count, line[position] == byte else { return false }
    position += 1
    return true
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws(ReadingError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw error(.notUTF8) }
    return text
  }

  private func error(_ reason: ReadingError.Reason) -> ReadingError {
    ReadingError(line: number, reason)
  }
}
