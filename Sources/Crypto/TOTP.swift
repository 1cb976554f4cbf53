internal import COpenSSL

/// One-time codes by the clock (RFC 6238): the secret that an app on a phone shares with us, and the code both compute
/// from it every thirty seconds. SHA-1 and six digits, for many apps know nothing else. Printing it takes asking for
/// `text`.
public struct TOTP: Sendable, CustomStringConvertible, CustomReflectable {
  /// Bytes; RFC 4226, section 4, recommends as many.
  public static let secretLength = 20
  public static let digits = 6
  /// Seconds.
  private static let period: Int64 = 30
  /// 10 to the power of `digits`.
  private static let modulus: UInt32 = 1_000_000

  /// What is to be kept, under seal.
  public let secret: [UInt8]

  /// A new one.
  public init() {
    secret = SecureRandom.bytes(Self.secretLength)
  }

  /// Nil unless there are as many bytes as we make.
  public init?(secret: some Collection<UInt8>) {
    guard secret.count == Self.secretLength else { return nil }
    self.secret = Array(secret)
  }

  /// As people type it into an app.
  public var text: String { Base32.encode(secret) }

  /// As apps read it from a camera. `issuer` and `account` are what the app calls it.
  public func address(issuer: String, account: String) -> String {
    let (issuer, account) = (Self.escaped(issuer), Self.escaped(account))
    return "otpauth://totp/\(issuer):\(account)?secret=\(text)&issuer=\(issuer)"
      + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.period)"
  }

  /// The number of the thirty seconds that hold this second since 1970.
  public static func step(at seconds: Int64) -> Int64 { seconds / period }

  /// What the app shows in that step.
  public func code(at step: Int64) -> String {
    var message = UInt64(bitPattern: step).bigEndian
    let code = withUnsafeBytes(of: &message) { message in
      var room = [UInt8](repeating: 0, count: 20)
      var length = 0
      let found = EVP_Q_mac(
        nil, "HMAC", nil, "SHA1", nil, secret, secret.count,
        message.baseAddress?.assumingMemoryBound(to: UInt8.self), message.count, &room, room.count, &length)
      precondition(found != nil && length == room.count, "OpenSSL makes codes of twenty bytes with SHA-1")
      return room
    }
    // RFC 4226, section 5.3: the last four bits say where the number stands.
    let place = Int(code[19] & 0xF)
    let number = code[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % Self.modulus)
    return String(repeating: "0", count: Self.digits - digits.count) + digits
  }

  /// The step whose code this is: the one that holds the given second, the one before or the one behind it, for clocks
  /// differ and people type slowly. Nil for any other code, and for a step up to `last`: each is good for one use.
  public func step(of typed: some Collection<UInt8>, at seconds: Int64, after last: Int64) -> Int64? {
    let now = Self.step(at: seconds)
    let matching = (now - 1...now + 1).filter { ConstantTime.equal(code(at: $0).utf8, typed) }
    return matching.first { $0 > last }
  }

  public var description: String { "TOTP(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }

  /// RFC 3986, section 2.3.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default: escaped += "%" + Hex.encode([byte]).uppercased()
      }
    }
    return escaped
  }
}
