internal import Crypto

/// Texts beyond ASCII in a head (RFC 2047): `=?utf-8?q?Gr=C3=BC=C3=9Fe?=`, several of them where one would be too long,
/// each of whole characters. Between two of them the blank does not count.
enum EncodedWords {
  /// RFC 2047, section 2: of a word, and of a line that holds one.
  private static let longestWord = 75
  private static let longestLine = 76

  /// Bytes around what is encoded.
  private static let frame = "=?utf-8?q??=".utf8.count

  /// What one character may take, four bytes of three signs each: with less room than this a new line is begun.
  private static let longestCharacter = 12

  static func add(_ text: String, to field: inout HeaderWriter.Field) {
    let isQuoted = quotedLength(text) <= (text.utf8.count + 2) / 3 * 4
    var word: [UInt8] = []
    var length = 0
    var room = makeRoom(in: &field)
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let longer = isQuoted ? length + quotedLength(bytes) : (word.count + bytes.count + 2) / 3 * 4
      if longer > room {
        field.add(piece(word, isQuoted))
        word = []
        length = 0
        room = makeRoom(in: &field)
      }
      word += bytes
      length = isQuoted ? length + quotedLength(bytes) : (word.count + 2) / 3 * 4
    }
    if !word.isEmpty { field.add(piece(word, isQuoted)) }
  }

  /// What the next word may hold.
  private static func makeRoom(in field: inout HeaderWriter.Field) -> Int {
    let room = min(longestWord, longestLine - field.column - 1) - frame
    if room >= longestCharacter { return room }
    field.fold()
    return min(longestWord, longestLine - 1) - frame
  }

  private static func piece(_ bytes: [UInt8], _ isQuoted: Bool) -> HeaderPiece {
    guard isQuoted else { return HeaderPiece("=?utf-8?b?\(Base64.padded.encode(bytes))?=") }
    var text: [UInt8] = []
    for byte in bytes {
      if byte == 0x20 {
        text.append(UInt8(ascii: "_"))
      } else if isSafe(byte) {
        text.append(byte)
      } else {
        text.append(UInt8(ascii: "="))
        text.append(hex: byte)
      }
    }
    return HeaderPiece("=?utf-8?q?\(String(decoding: text, as: UTF8.self))?=")
  }

  private static func quotedLength(_ text: String) -> Int { quotedLength(Array(text.utf8)) }

  private static func quotedLength(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + ($1 == 0x20 || isSafe($1) ? 1 : 3) }
  }

  /// The few signs that mean nothing anywhere, names included (RFC 2047, section 5, rule 3).
  private static func isSafe(_ byte: UInt8) -> Bool {
    HeaderText.isWordSign(byte) || "!*+-/".utf8.contains(byte)
  }
}
