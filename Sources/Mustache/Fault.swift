/// What is wrong with a template or a words file, and where: the sentence that stops the start.
public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The template's name, `guest/booking`, or the language whose words these are.
  public let name: String
  /// The file it was read from; the name again for what never was a file.
  public let file: String
  /// Counted from 1.
  public let line: Int
  /// Counted from 1, in characters as an editor counts them.
  public let column: Int
  /// The whole line, for showing it with a mark below the column.
  public let text: String
  /// What is wrong, in words.
  public let sentence: String

  /// `file:line:column: sentence`
  public var description: String { "\(file):\(line):\(column): \(sentence)" }
}

/// A text we read, with the name under which faults speak of it.
struct Source: Sendable {
  let name: String
  let file: String
  let bytes: [UInt8]

  /// The bytes as they are, if they are UTF-8 and not too many.
  init(name: String, file: String, bytes: [UInt8]) throws(Fault) {
    self.name = name
    self.file = file
    self.bytes = bytes
    if bytes.count > Limits.file {
      throw fault(at: 0, "the file is larger than \(Limits.file) bytes")
    }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw fault(at: error.byteOffsets.lowerBound, "the file is not UTF-8")
    }
  }

  subscript(range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func fault(at offset: Int, _ sentence: String) -> Fault {
    let before = bytes[..<offset]
    let start = before.lastIndex(of: .newline).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex { $0 == .newline || $0 == .carriageReturn } ?? bytes.count
    return Fault(
      name: name, file: file,
      line: before.count { $0 == .newline } + 1,
      column: bytes[start..<offset].count { !$0.continuesCharacter } + 1,
      text: self[start..<min(end, start + Source.longestShown)],
      sentence: sentence)
  }

  /// Bytes of a line shown in a fault: enough to recognise it, and a minified line stays out of the log.
  private static let longestShown = 240
}
