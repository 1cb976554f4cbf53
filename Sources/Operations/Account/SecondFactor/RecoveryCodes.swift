internal import Crypto

/// Ten codes for the day the phone is lost, each good for one sign-in. Printing them takes asking for `texts`.
public struct RecoveryCodes: Sendable, CustomStringConvertible, CustomReflectable {
  public static let count = 10
  /// 80 bits, which nobody finds from a digest.
  static let length = 2 * Base32.groupLength
  private static let group = 4

  /// In small letters, in groups.
  public let texts: [String]

  init() {
    texts = (0..<Self.count).map { _ in
      let letters = Array(Base32.encode(SecureRandom.bytes(Self.length)).lowercased())
      return stride(from: 0, to: letters.count, by: Self.group)
        .map { String(letters[$0..<$0 + Self.group]) }.joined(separator: "-")
    }
  }

  /// What is kept of them.
  var digests: [Digest] { texts.map { SHA256.hash(TypedCode.letters(of: $0)) } }

  public var description: String { "RecoveryCodes(…)" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// What somebody typed where a code is asked for, however they spaced it.
enum TypedCode: Equatable {
  /// Six digits, from an app.
  case app([UInt8])
  /// By its digest.
  case recovery(Digest)

  /// Much more than any code takes, spaces included.
  private static let longest = 100

  init?(_ typed: String) {
    guard typed.utf8.count <= Self.longest else { return nil }
    let letters = Self.letters(of: typed)
    if letters.count == TOTP.digits, letters.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      self = .app(letters)
    } else if letters.count == RecoveryCodes.length * 8 / 5 {
      self = .recovery(SHA256.hash(letters))
    } else {
      return nil
    }
  }

  /// Without blanks and hyphens, in small letters.
  static func letters(of typed: String) -> [UInt8] {
    typed.filter { !$0.isWhitespace && $0 != "-" }.lowercased().utf8.map(\.self)
  }
}
