/// RFC 4648 4, writing only: what a content policy's hashes are told in.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        let digit = alphabet[Int(word >> UInt32(18 - 6 * position) & 63)]
        text.append(position <= group.count ? digit : Byte.equals)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
