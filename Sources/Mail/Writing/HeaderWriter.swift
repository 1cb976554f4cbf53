/// A run of bytes in a head that is never torn. By how it is made it holds no byte that could end a line.
struct HeaderPiece {
  let bytes: [UInt8]

  init(_ text: String) {
    bytes = text.utf8.filter { $0 >= 0x20 && $0 != 0x7F }
  }
}

/// Writes the head of a message or a part, field by field. Lines are folded before the column that RFC 5322, section
/// 2.1.1, asks for, at blanks alone.
struct HeaderWriter {
  private(set) var bytes: [UInt8] = []

  private static let foldedAt = 78

  mutating func field(_ name: StaticString, _ write: (inout Field) -> Void) {
    var field = Field(name)
    write(&field)
    bytes += field.bytes
    bytes += "\r\n".utf8
  }

  struct Field {
    fileprivate(set) var bytes: [UInt8]
    fileprivate var lineStart = 0
    fileprivate var isEmpty = true

    init(_ name: StaticString) {
      bytes = "\(name):".utf8.map { $0 }
    }

    /// How long the line under way is.
    var column: Int { bytes.count - lineStart }

    /// Adds a piece behind a blank, or on a line of its own where it would not fit. What stands `before` the next piece
    /// sticks to this one.
    mutating func add(_ piece: HeaderPiece, before mark: StaticString = "") {
      let mark = "\(mark)".utf8
      if !isEmpty, column + 1 + piece.bytes.count + mark.count > HeaderWriter.foldedAt { fold() }
      bytes.append(UInt8(ascii: " "))
      bytes += piece.bytes
      bytes += mark
      isEmpty = false
    }

    /// Begins the next line; the blank of the next piece is what marks it as going on.
    mutating func fold() {
      bytes += "\r\n".utf8
      lineStart = bytes.count
    }
  }
}

extension HeaderWriter.Field {
  /// Any cleaned text: as it is where everyone reads it alike, else in encoded words.
  mutating func add(text: String) {
    guard HeaderText.isPlain(text) else { return EncodedWords.add(text, to: &self) }
    for word in text.split(separator: " ") { add(HeaderPiece(String(word))) }
  }

  /// Addresses with their names, a comma between.
  mutating func add(_ mailboxes: [Mailbox]) {
    for (index, mailbox) in mailboxes.enumerated() {
      let mark: StaticString = index + 1 < mailboxes.count ? "," : ""
      let name = HeaderText.cleaned(mailbox.name, limit: HeaderText.longestName)
      if name.isEmpty {
        add(HeaderPiece(mailbox.address), before: mark)
      } else {
        add(phrase: name)
        add(HeaderPiece("<\(mailbox.address)>"), before: mark)
      }
    }
  }

  /// A name: in words where those mean nothing else, in quotes where quotes are enough, else encoded.
  private mutating func add(phrase name: String) {
    if HeaderText.isPlain(name) {
      if name.utf8.allSatisfy({ $0 == 0x20 || HeaderText.isAtom($0) }) { return add(text: name) }
      let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      if quoted.utf8.count <= HeaderText.longestWord { return add(HeaderPiece("\"\(quoted)\"")) }
    }
    EncodedWords.add(name, to: &self)
  }
}
