/// Walks over the bytes of a short text. Every step says whether it fitted; none reads beyond the end.
struct TextScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The bytes must outlive the scanner: it is made and used inside one `withUnsafeBufferPointer`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ wanted: UInt8) -> Bool {
    guard next == wanted else { return false }
    position += 1
    return true
  }

  mutating func take(_ word: StaticString) -> Bool {
    let wanted = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes.dropFirst(position).starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  /// A number of exactly so many digits.
  mutating func number(digits count: Int) -> Int? {
    guard bytes.count - position >= count else { return nil }
    var value = 0
    for offset in 0..<count {
      guard let digit = decimal(bytes[position + offset]) else { return nil }
      value = value * 10 + digit
    }
    position += count
    return value
  }

  /// A number of one to so many digits; a longer run of digits does not fit.
  mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var count = 0
    while let byte = next, let digit = decimal(byte) {
      guard count < most else { return nil }
      value = value * 10 + digit
      count += 1
      position += 1
    }
    return count > 0 ? (value, count) : nil
  }

  /// The bytes for which `isWanted` holds, from here on.
  mutating func run(while isWanted: (UInt8) -> Bool) -> [UInt8] {
    let start = position
    while let byte = next, isWanted(byte) { position += 1 }
    return Array(bytes[start..<position])
  }

  private func decimal(_ byte: UInt8) -> Int? {
    byte >= 0x30 && byte <= 0x39 ? Int(byte) - 0x30 : nil
  }
}

/// The few ASCII bytes that dates and times are written with.
enum ASCII {
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let hyphen = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let point = UInt8(ascii: ".")
  static let zero = UInt8(ascii: "0")
  static let upperT = UInt8(ascii: "T")
  static let upperZ = UInt8(ascii: "Z")
}

extension [UInt8] {
  /// A number with leading zeros, so many digits wide.
  mutating func append(_ number: Int, digits: Int) {
    var divisor = 1
    for _ in 1..<digits { divisor *= 10 }
    while divisor > 0 {
      append(ASCII.zero + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
