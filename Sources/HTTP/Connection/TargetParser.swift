/// Reads the second part of a request line in the forms of RFC 9112 3.2 that an origin server meets.
struct TargetParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let method: Method

  /// A sound target: where its path and its query end, and the authority it named, if it named one.
  struct Result {
    var path: Range<Int>
    var end: Int
    var authority: Range<Int>?
    /// Set when the target had to be written anew, because it named an authority and no path.
    var rewritten: [UInt8]?
  }

  func parse(_ range: Range<Int>) throws(Refusal) -> Result {
    guard let first = bytes[range].first else { throw .badRequestLine }
    if first == Byte.slash {
      return try origin(range, authority: nil)
    }
    if first == Byte.asterisk, range.count == 1, method == .options {
      return Result(path: range, end: range.upperBound)
    }
    return try absolute(range)
  }

  /// `/path?query`
  private func origin(_ range: Range<Int>, authority: Range<Int>?) throws(Refusal) -> Result {
    var pathEnd = range.upperBound
    var isPlain = true
    for position in range {
      let byte = bytes[position]
      if byte == Byte.question {
        pathEnd = position
        break
      }
      if byte == Byte.percent || byte == Byte.dot { isPlain = false }
      guard TargetParser.isAllowed(byte) else { throw .badTarget }
    }
    for byte in bytes[pathEnd..<range.upperBound] where !TargetParser.isAllowed(byte) { throw .badTarget }
    if !isPlain, !PathRules.areSound(UnsafeBufferPointer(rebasing: bytes[range.lowerBound..<pathEnd])) {
      throw .badTarget
    }
    return Result(path: range.lowerBound..<pathEnd, end: range.upperBound, authority: authority)
  }

  /// `http://host/path?query`
  private func absolute(_ range: Range<Int>) throws(Refusal) -> Result {
    let text = bytes[range]
    guard let colon = text.firstIndex(of: Byte.colon),
      text[..<colon].equalsIgnoringCase("http") || text[..<colon].equalsIgnoringCase("https"),
      text[colon...].starts(with: "://".utf8)
    else { throw .badTarget }
    let start = colon + 3
    let end = text[start...].firstIndex { $0 == Byte.slash || $0 == Byte.question } ?? range.upperBound
    if end < range.upperBound, bytes[end] == Byte.slash {
      return try origin(end..<range.upperBound, authority: start..<end)
    }
    return try withoutPath(authority: start..<end, query: end..<range.upperBound)
  }

  /// `http://host`, `http://host?query`: the path is `/`, or `*` for OPTIONS (RFC 9112 3.2.4).
  private func withoutPath(authority: Range<Int>, query: Range<Int>) throws(Refusal) -> Result {
    guard bytes[query].allSatisfy(TargetParser.isAllowed) else { throw .badTarget }
    let path = method == .options && query.isEmpty ? Byte.asterisk : Byte.slash
    let rewritten = [path] + bytes[query]
    return Result(path: 0..<1, end: rewritten.count, authority: authority, rewritten: rewritten)
  }

  /// Visible ASCII but for `#`, which clients keep to themselves.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    byte > Byte.space && byte < Byte.delete && byte != 0x23
  }
}

/// What makes a path safe to be cut at its slashes and decoded.
enum PathRules {
  /// Whether every escape is sound, every segment is text without control characters or an encoded slash, and none is
  /// a dot segment: clients resolve those before they ask, only an attacker sends them.
  static func areSound(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    for segment in path.split(separator: Byte.slash) {
      let bytes = Array(segment)
      var decoded: [UInt8] = []
      var index = 0
      while index < bytes.count {
        if bytes[index] == Byte.percent {
          guard let value = PercentCoding.escaped(at: index, in: bytes[...]) else { return false }
          decoded.append(value)
          index += 3
        } else {
          decoded.append(bytes[index])
          index += 1
        }
      }
      if decoded == [Byte.dot] || decoded == [Byte.dot, Byte.dot] { return false }
      if decoded.contains(where: { $0 < Byte.space || $0 == Byte.delete || $0 == Byte.slash }) { return false }
      if String(validating: decoded, as: UTF8.self) == nil { return false }
    }
    return true
  }
}
