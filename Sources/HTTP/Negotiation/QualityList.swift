/// The elements of an `Accept…` field, each with how much it is liked (RFC 9110 12.4.2).
struct QualityList {
  struct Element {
    /// Without its parameters.
    let value: ArraySlice<UInt8>
    /// In thousandths; 0 is a refusal.
    let quality: Int
  }

  let elements: [Element]

  /// How many elements are read; browsers send about ten.
  private static let limit = 64

  /// An element whose weight is unsound is left out.
  init(_ fields: [ArraySlice<UInt8>]) {
    elements = fields.flatMap { $0.split(separator: Byte.comma).prefix(QualityList.limit) }.compactMap { element in
      let pieces = element.split(separator: Byte.semicolon)
      guard let value = pieces.first?.trimmed, !value.isEmpty else { return nil }
      let weights = pieces.dropFirst().map(\.trimmed).filter { $0.prefix(2).equalsIgnoringCase("q=") }
      guard let weight = weights.first else { return Element(value: value, quality: 1000) }
      return QualityList.thousandths(weight.dropFirst(2)).map { Element(value: value, quality: $0) }
    }
  }

  /// `0.5` as 500, with three digits behind the point at most.
  private static func thousandths(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first, first == Byte.zero || first == Byte.zero + 1 else { return nil }
    let digits = bytes.dropFirst(2)
    guard bytes.count == 1 || bytes[bytes.startIndex + 1] == Byte.dot, digits.count <= 3,
      digits.allSatisfy(\.isDigit)
    else { return nil }
    var value = Int(first - Byte.zero)
    for digit in digits { value = value * 10 + Int(digit - Byte.zero) }
    for _ in digits.count..<3 { value *= 10 }
    return value <= 1000 ? value : nil
  }

  /// How much the first element that `matches` is liked.
  func quality(where matches: (ArraySlice<UInt8>) -> Bool) -> Int? {
    elements.first { matches($0.value) }?.quality
  }
}
