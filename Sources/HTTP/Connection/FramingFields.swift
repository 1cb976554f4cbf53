/// The fields that decide where a message ends and what becomes of the connection. Two readers that disagree about
/// these can be played against each other, so whatever could be read in two ways is refused.
struct FramingFields {
  private(set) var host: Range<Int>?
  private var length: Int?
  private var codings: [Coding] = []
  private var closes = false
  private var keepsAlive = false
  private var expectation: Expectation?

  private enum Coding { case chunked, other }
  private enum Expectation { case hundredContinue, other }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ entries: [Headers.Entry]) throws(Refusal) {
    for entry in entries {
      let name = bytes[entry.name]
      // Few fields have one of these lengths, so that most cost a look at one number.
      switch entry.nameLength {
      case 4 where name.equalsIgnoringCase("host"):
        if host != nil { throw .manyHosts }
        host = entry.value
      case 6 where name.equalsIgnoringCase("expect"):
        let isFirst = expectation == nil
        let isKnown = bytes[entry.value].equalsIgnoringCase("100-continue")
        expectation = isFirst && isKnown ? .hundredContinue : .other
      case 10 where name.equalsIgnoringCase("connection"):
        readConnection(bytes[entry.value])
      case 14 where name.equalsIgnoringCase("content-length"):
        try readLength(bytes[entry.value])
      case 17 where name.equalsIgnoringCase("transfer-encoding"):
        try readCodings(bytes[entry.value])
      default: break
      }
    }
  }

  private mutating func readConnection(_ value: Slice<UnsafeBufferPointer<UInt8>>) {
    for option in value.split(separator: Byte.comma) {
      let option = option.trimmed
      if option.equalsIgnoringCase("close") { closes = true }
      if option.equalsIgnoringCase("keep-alive") { keepsAlive = true }
    }
  }

  /// Digits alone, once. RFC 9110 8.6 would also let us take the same number twice; nobody honest needs that.
  private mutating func readLength(_ value: Slice<UnsafeBufferPointer<UInt8>>) throws(Refusal) {
    // 18 digits always fit.
    guard length == nil, !value.isEmpty, value.count <= 18, value.allSatisfy(\.isDigit) else { throw .badLength }
    length = value.reduce(0) { $0 * 10 + Int($1 - Byte.zero) }
  }

  private mutating func readCodings(_ value: Slice<UnsafeBufferPointer<UInt8>>) throws(Refusal) {
    for coding in value.split(separator: Byte.comma, omittingEmptySubsequences: false) {
      let coding = coding.trimmed
      guard let first = coding.first, ByteSet.token.contains(first) else { throw .badCoding }
      codings.append(coding.equalsIgnoringCase("chunked") ? .chunked : .other)
    }
  }

  func framing(_ version: Version) throws(Refusal) -> BodyFraming {
    guard !codings.isEmpty else {
      guard let length, length > 0 else { return .none }
      return .length(length)
    }
    if version == .http10 { throw .codingIn10 }
    if length != nil { throw .twoFramings }
    guard codings.last == .chunked, !codings.dropLast().contains(.chunked) else { throw .lastCodingNotChunked }
    if codings.count > 1 { throw .unknownCoding }
    return .chunked
  }

  func expectsContinue(_ version: Version) throws(Refusal) -> Bool {
    // HTTP/1.0 knows no expectations (RFC 9110 10.1.1).
    guard version == .http11, let expectation else { return false }
    if expectation == .other { throw .unknownExpectation }
    return true
  }

  func isPersistent(_ version: Version) -> Bool {
    version == .http11 ? !closes : keepsAlive && !closes
  }
}
