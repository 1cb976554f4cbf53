/// Base 32 of RFC 4648, section 6, without padding: letters and digits that people can read to each other. Written in
/// groups of five bytes, eight characters each.
public enum Base32 {
  /// Bytes that make whole characters, so that nothing is padded.
  public static let groupLength = 5

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  public static func encode(_ bytes: some Collection<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 8 + 4) / 5)
    var bits: UInt32 = 0
    var waiting: UInt32 = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      waiting += 8
      while waiting >= 5 {
        waiting -= 5
        text.append(alphabet[Int(bits >> waiting & 0x1F)])
      }
    }
    if waiting > 0 { text.append(alphabet[Int(bits << (5 - waiting) & 0x1F)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
