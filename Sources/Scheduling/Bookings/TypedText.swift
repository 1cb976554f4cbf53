// What people type into a field, made fit to be kept, shown and written into a letter's head: without blanks around it,
// bounded, and free of what nobody types.

/// One line.
package func typedLine(_ typed: String, limit: Int) throws(TextProblem) -> String {
  let text = typed.trimmingBlanks
  let isPrintable =
    isPlain(text) || text.unicodeScalars.allSatisfy { !isUnprintable($0) && !isBreak($0) }
  guard isPrintable else { throw TextProblem(.unprintable) }
  return try bounded(text, limit)
}

/// Any number of lines, each ended by a line feed.
package func typedLines(_ typed: String, limit: Int) throws(TextProblem) -> String {
  let text = withPlainBreaks(typed).trimmingBlanks
  guard text.unicodeScalars.allSatisfy({ !isUnprintable($0) || $0 == "\n" || $0 == "\t" }) else {
    throw TextProblem(.unprintable)
  }
  return try bounded(text, limit)
}

/// As forms send it, each line ends in two signs.
private func withPlainBreaks(_ typed: String) -> String {
  guard typed.utf8.contains(UInt8(ascii: "\r")) else { return typed }
  return typed.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
}

/// Why a text can't be kept.
package struct TextProblem: Error {
  package let problem: FieldProblem

  init(_ problem: FieldProblem) {
    self.problem = problem
  }
}

/// The database counts characters as Unicode does scalars.
private func bounded(_ text: Substring, _ limit: Int) throws(TextProblem) -> String {
  guard text.utf8.count <= limit || text.unicodeScalars.count <= limit else {
    throw TextProblem(.tooLong(limit: limit))
  }
  return String(text)
}

/// Nothing but the printable signs of ASCII, as most of what is typed: told without a look at each sign's meaning.
private func isPlain(_ text: Substring) -> Bool {
  text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
}

/// Control characters, the sign that stands for what was no text on its way here (a NUL, say), and the marks that turn
/// the direction of the text around them: with those a name can be made to read as another one's.
private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFD...0xFFFF: true
  default: false
  }
}

private func isBreak(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value == 0x2028 || scalar.value == 0x2029
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmingBlanks: SubSequence {
    let start = unicodeScalars.firstIndex { !$0.isBlank } ?? endIndex
    let end = unicodeScalars.lastIndex { !$0.isBlank }.map { unicodeScalars.index(after: $0) } ?? start
    return self[start..<end]
  }
}

extension Unicode.Scalar {
  /// White space. Unicode's tables need not be asked about ASCII, which nearly all is that people type.
  fileprivate var isBlank: Bool {
    isASCII ? self == " " || ("\t"..."\r").contains(self) : properties.isWhitespace
  }

  fileprivate var isVisible: Bool {
    !isBlank && (isASCII || !properties.isDefaultIgnorableCodePoint)
  }
}

extension String {
  /// Whether anything of it can be seen: joiners and the like alone can't.
  package var showsSomething: Bool {
    unicodeScalars.contains(where: \.isVisible)
  }
}
