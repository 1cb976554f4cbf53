internal import Glibc

/// Finds the boundary lines of a multipart body (RFC 2046 5.1.1).
struct Boundary {
  private let body: [UInt8]
  /// A line break, two hyphens, the boundary.
  private let delimiter: [UInt8]
  private var position = 0

  /// A boundary line in the body.
  struct Line {
    /// Of the line break before it, which belongs to it.
    let start: Int
    let end: Int
    /// Nothing but what is to be ignored comes after it.
    let isLast: Bool
  }

  init(_ boundary: String, in body: [UInt8]) {
    self.body = body
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// RFC 2046's characters, 70 at most, no space at the end.
  static func isSound(_ boundary: String) -> Bool {
    (1...70).contains(boundary.utf8.count) && boundary.utf8.last != Byte.space
      && characters.containsAll(of: boundary.utf8)
  }

  private static let characters = ByteSet("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=? ")

  /// The next boundary line. What only begins like one is a part's business.
  mutating func next() -> Line? {
    while let start = find() {
      position = start + 2
      var end = start == 0 && !startsWithBreak ? delimiter.count - 2 : start + delimiter.count
      let isLast = body[end...].starts(with: "--".utf8)
      if isLast { return Line(start: start, end: end + 2, isLast: true) }
      while end < body.count, body[end].isBlank { end += 1 }
      if body[end...].starts(with: "\r\n".utf8) {
        // The next line may share this line break.
        position = end
        return Line(start: start, end: end + 2, isLast: false)
      }
    }
    return nil
  }

  private var startsWithBreak: Bool { body.first == Byte.carriageReturn }

  /// Where the delimiter comes next; the very first needs no line break. A carriage return stands nowhere but at the
  /// delimiter's beginning, so that no byte is compared twice.
  private func find() -> Int? {
    if position == 0, body.starts(with: delimiter.dropFirst(2)) { return 0 }
    return body.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var from = position
      while let found = memchr(base + from, Int32(Byte.carriageReturn), bytes.count - from) {
        let start = UnsafeRawPointer(found) - base
        guard bytes.count - start >= delimiter.count else { return nil }
        if memcmp(found, delimiter, delimiter.count) == 0 { return start }
        from = start + 1
      }
      return nil
    }
  }
}
