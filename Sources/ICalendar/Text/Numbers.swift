extension Int {
  /// Ten digits hold every number a calendar text may write here, and never overflow.
  private static let mostDigits = 10

  /// Digits and nothing else: no sign, no blanks.
  init?(digits text: some StringProtocol) {
    guard (1...Self.mostDigits).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return nil
    }
    self.init(text)
  }

  /// Digits, after a sign or without one.
  init?(signed text: some StringProtocol) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let hasSign = isNegative || text.utf8.first == UInt8(ascii: "+")
    guard let magnitude = Int(digits: text.dropFirst(hasSign ? 1 : 0)) else { return nil }
    self = isNegative ? -magnitude : magnitude
  }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmingBlanks: SubSequence {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
