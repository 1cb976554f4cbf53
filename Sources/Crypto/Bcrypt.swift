internal import CCrypt
internal import COpenSSL

/// libxcrypt's bcrypt.
enum Bcrypt {
  static let prefix = "$2b$"
  static let longestInput = 72
  private static let saltLength = 16

  static func freshSetting(cost: Int) -> String {
    let salt = SecureRandom.bytes(saltLength)
    var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
    let made = salt.withUnsafeBytes { salt in
      let salt = salt.assumingMemoryBound(to: CChar.self).baseAddress
      return crypt_gensalt_rn(prefix, UInt(cost), salt, Int32(saltLength), &setting, Int32(setting.count))
    }
    guard made != nil else { fatalError("libcrypt refused to write a bcrypt setting of cost \(cost)") }
    return text(setting)
  }

  /// `setting` may be a whole hash: its salt and cost are used. Nil if libcrypt does not understand it.
  static func hash(_ password: [UInt8], setting: String) -> String? {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: MemoryLayout<crypt_data>.size, alignment: 16)
    room.initializeMemory(as: UInt8.self, repeating: 0)
    var phrase = password.map(CChar.init(bitPattern:)) + [0]
    defer {
      // Both hold the password.
      OPENSSL_cleanse(room.baseAddress, room.count)
      room.deallocate()
      OPENSSL_cleanse(&phrase, phrase.count)
    }
    guard let answer = crypt_rn(phrase, setting, room.baseAddress, Int32(room.count)) else { return nil }
    return String(cString: answer)
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// The shape of a bcrypt hash: `$2b$12$` and 53 letters of bcrypt's own base 64 (22 of salt, 31 of hash).
enum BcryptText {
  static let length = 60

  /// The cost it was made with; nil if this is no such text.
  static func cost(of text: [UInt8]) -> Int? {
    guard text.count == length, [UInt8]("aby".utf8).contains(text[2]) else { return nil }
    guard text[0...1].elementsEqual("$2".utf8), text[3] == UInt8(ascii: "$"), text[6] == UInt8(ascii: "$") else {
      return nil
    }
    guard let tens = digit(text[4]), let ones = digit(text[5]), text[7...].allSatisfy(isLetter) else { return nil }
    return tens * 10 + ones
  }

  private static func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
