extension String {
  /// Bytes from outside as text that every part of the house can take: what is no UTF-8 becomes U+FFFD, and so does
  /// NUL, which no database keeps.
  init(decodingText bytes: ArraySlice<UInt8>) {
    if bytes.contains(0) {
      self.init(decoding: bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }, as: UTF8.self)
    } else {
      self.init(decoding: bytes, as: UTF8.self)
    }
  }
}
