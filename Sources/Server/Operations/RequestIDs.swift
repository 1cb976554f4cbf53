internal import Glibc
internal import HTTP

/// Names requests: a random half for the loop, a counted half for the request, mixed so that neighbours look unlike.
struct RequestIDs {
  private let loop: UInt64
  private var count: UInt64

  init() {
    loop = UInt64.random(in: 0...UInt64.max)
    count = UInt64.random(in: 0...UInt64.max)
  }

  mutating func next() -> RequestID {
    // A golden-ratio step and a round of mixing: distinct for 2^64 requests.
    count &+= 0x9E37_79B9_7F4A_7C15
    var mixed = count
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return RequestID(high: loop, low: mixed ^ (mixed >> 31))
  }

  /// The id that a proxy or a client has given already: 32 hexadecimal digits, or a UUID. Anything else is none.
  static func given(in headers: Headers) -> RequestID? {
    guard let text = headers.bytes(.requestID), text.count == 32 || text.count == 36 else { return nil }
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var digits = 0
    for (position, byte) in text.enumerated() {
      if text.count == 36, [8, 13, 18, 23].contains(position) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
      words.high = words.high << 4 | words.low >> 60
      words.low = words.low << 4 | UInt64(digit)
      digits += 1
    }
    return digits == 32 ? RequestID(high: words.high, low: words.low) : nil
  }
}
