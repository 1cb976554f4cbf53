internal import Crypto

/// A part of a message: its own small head, and what it holds, already encoded.
struct Part {
  let bytes: [UInt8]

  /// A text in UTF-8 whose lines end with CR LF.
  static func text(_ subtype: String, _ text: [UInt8], _ language: String?) -> Part {
    var header = HeaderWriter()
    header.field("Content-Type") { field in
      field.add(HeaderPiece("text/\(subtype)"), before: ";")
      field.add(Parameter("charset", "utf-8"))
    }
    if let language, isLanguage(language) { header.field("Content-Language") { $0.add(HeaderPiece(language)) } }
    header.field("Content-Transfer-Encoding") { $0.add(HeaderPiece("quoted-printable")) }
    return Part(bytes: header.bytes + lineEnd + QuotedPrintable.encode(text))
  }

  /// RFC 5646, as far as any language goes that we may meet.
  private static func isLanguage(_ tag: String) -> Bool {
    (1...35).contains(tag.utf8.count) && tag.utf8.allSatisfy { $0 == UInt8(ascii: "-") || HeaderText.isWordSign($0) }
  }

  /// In base64, because every byte of it counts and mail programs differ about quoted-printable here.
  static func calendar(_ invitation: Message.Invitation, isFile: Bool) -> Part {
    var header = HeaderWriter()
    header.field("Content-Type") { field in
      field.add(HeaderPiece(isFile ? "application/ics" : "text/calendar"), before: ";")
      if isFile {
        field.add(Parameter("name", invitation.fileName))
      } else {
        field.add(Parameter("charset", "utf-8"), before: ";")
        field.add(Parameter("method", invitation.method.rawValue))
      }
    }
    header.field("Content-Transfer-Encoding") { $0.add(HeaderPiece("base64")) }
    if isFile {
      header.field("Content-Disposition") { field in
        field.add(HeaderPiece("attachment"), before: ";")
        field.add(Parameter("filename", invitation.fileName))
      }
    }
    return Part(bytes: header.bytes + lineEnd + base64Lines(invitation.calendar))
  }

  static func several(_ subtype: String, _ parts: [Part], _ boundary: String) -> Part {
    var header = HeaderWriter()
    header.field("Content-Type") { field in
      field.add(HeaderPiece("multipart/\(subtype)"), before: ";")
      field.add(Parameter("boundary", boundary))
    }
    var bytes = header.bytes
    for part in parts {
      bytes += "\r\n--\(boundary)\r\n".utf8
      bytes += part.bytes
    }
    bytes += "\r\n--\(boundary)--\r\n".utf8
    return Part(bytes: bytes)
  }

  private static let lineEnd = Array("\r\n".utf8)

  /// RFC 2045, section 6.8.
  private static let base64LineLength = 76

  private static func base64Lines(_ bytes: [UInt8]) -> [UInt8] {
    var rest = Base64.padded.encodedBytes(bytes)[...]
    var lines: [UInt8] = []
    lines.reserveCapacity(rest.count + rest.count / base64LineLength * 2 + 2)
    while !rest.isEmpty {
      lines += rest.prefix(base64LineLength)
      lines += lineEnd
      rest = rest.dropFirst(base64LineLength)
    }
    return lines
  }
}
