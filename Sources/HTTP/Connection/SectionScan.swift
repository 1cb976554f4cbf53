internal import Glibc

/// Looks for the empty line that ends a head or a trailer. It remembers how far it has looked, so that a section that
/// arrives byte by byte is still read once; what it refuses does not depend on how the bytes were cut.
struct SectionScan {
  private let hasRequestLine: Bool
  private var lineStart = 0
  private var scanned = 0
  private var lineCount = 0
  private var fieldsStart = 0

  init(hasRequestLine: Bool) {
    self.hasRequestLine = hasRequestLine
  }

  /// The length of the section, its empty line included; nil while that has not come. `bytes` are all of the section
  /// that came so far, each time from its beginning.
  mutating func end(in bytes: UnsafeBufferPointer<UInt8>, _ limits: Limits) throws(Refusal) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    while let found = memchr(base + scanned, Int32(Byte.lineFeed), bytes.count - scanned) {
      let lineFeed = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      try check(upTo: lineFeed + 1, limits)
      guard lineFeed > lineStart, bytes[lineFeed - 1] == Byte.carriageReturn else { throw .bareLineFeed }
      scanned = lineFeed + 1
      if lineFeed - 1 == lineStart { return scanned }
      try endLine(limits)
    }
    scanned = bytes.count
    try check(upTo: bytes.count, limits)
    return nil
  }

  private var isInRequestLine: Bool { hasRequestLine && lineCount == 0 }

  /// Refuses a line that has grown too long by `position`, one past its last byte so far.
  private func check(upTo position: Int, _ limits: Limits) throws(Refusal) {
    if isInRequestLine {
      // The last two bytes may be the line's end, which does not count.
      if position - lineStart > limits.requestLine + 2 { throw .requestLineTooLong }
    } else if position - fieldsStart > limits.headerBytes {
      throw .headersTooLong
    }
  }

  private mutating func endLine(_ limits: Limits) throws(Refusal) {
    if isInRequestLine { fieldsStart = scanned }
    lineStart = scanned
    lineCount += 1
    if lineCount - (hasRequestLine ? 1 : 0) > limits.headerCount { throw .headersTooMany }
  }
}
