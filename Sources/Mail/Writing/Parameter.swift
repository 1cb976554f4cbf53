/// What stands behind a semicolon in a field: `charset=utf-8`, `filename="my invite.ics"`, and for what ASCII can't say
/// `filename*=utf-8''l%E1%BB%8Bch.ics` (RFC 2231).
struct Parameter {
  fileprivate let name: String
  fileprivate let value: String

  init(_ name: StaticString, _ value: String) {
    self.name = "\(name)"
    self.value = HeaderText.cleaned(value, limit: HeaderText.longestName)
  }
}

extension HeaderWriter.Field {
  mutating func add(_ parameter: Parameter, before mark: StaticString = "") {
    let pieces = parameter.pieces
    for (index, piece) in pieces.enumerated() {
      add(HeaderPiece(piece), before: index + 1 < pieces.count ? ";" : mark)
    }
  }
}

extension Parameter {
  /// Characters of a value in one piece; with name, number and quotes they stay on a line.
  private static let longestPiece = 54

  fileprivate var pieces: [String] {
    let isASCII = value.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    if isASCII, value.utf8.count <= Self.longestPiece {
      if !value.isEmpty, value.utf8.allSatisfy(Self.isToken) { return ["\(name)=\(value)"] }
      return ["\(name)=\"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""]
    }
    let parts = encoded
    if parts.count == 1 { return ["\(name)*=utf-8''\(parts[0])"] }
    return parts.enumerated().map { "\(name)*\($0.offset)*=\($0.offset == 0 ? "utf-8''" : "")\($0.element)" }
  }

  /// Parted between characters.
  private var encoded: [String] {
    var parts = [""]
    for scalar in value.unicodeScalars {
      var text: [UInt8] = []
      for byte in String(scalar).utf8 {
        if Self.isAttribute(byte) {
          text.append(byte)
        } else {
          text.append(UInt8(ascii: "%"))
          text.append(hex: byte)
        }
      }
      if parts[parts.count - 1].utf8.count + text.count > Self.longestPiece { parts.append("") }
      parts[parts.count - 1] += String(decoding: text, as: UTF8.self)
    }
    return parts
  }

  /// RFC 2045, section 5.1.
  private static func isToken(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
  }

  /// RFC 2231, section 7.
  private static func isAttribute(_ byte: UInt8) -> Bool {
    isToken(byte) && !"*'%".utf8.contains(byte)
  }
}
