/// The elements of an `Accept…` field, each with how much it is liked (RFC 9110 12.4.2), read as they are walked over.
/// Lives no longer than the bytes it was made of.
struct QualityList: Sequence {
  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private let fields: [Bytes]

  struct Element {
    /// Without its parameters.
    let value: Bytes
    /// In thousandths; 0 is a refusal.
    let quality: Int
  }

  init(_ fields: [Bytes]) {
    self.fields = fields
  }

  func makeIterator() -> Iterator {
    Iterator(fields: fields[...])
  }

  /// Walks over the elements; one whose weight is unsound is passed over.
  struct Iterator: IteratorProtocol {
    fileprivate var fields: ArraySlice<Bytes>
    fileprivate var rest = UnsafeBufferPointer<UInt8>(start: nil, count: 0)[...]

    mutating func next() -> Element? {
      while true {
        if rest.isEmpty {
          guard let field = fields.popFirst() else { return nil }
          rest = field
        }
        let end = rest.firstIndex(of: Byte.comma) ?? rest.endIndex
        let element = rest[..<end]
        rest = rest[end...].dropFirst()
        if let element = QualityList.element(element) { return element }
      }
    }
  }

  private static func element(_ bytes: Bytes) -> Element? {
    var end = bytes.firstIndex(of: Byte.semicolon) ?? bytes.endIndex
    let value = bytes[..<end].trimmed
    if value.isEmpty { return nil }
    while end < bytes.endIndex {
      let start = end + 1
      end = bytes[start...].firstIndex(of: Byte.semicolon) ?? bytes.endIndex
      let parameter = bytes[start..<end].trimmed
      if parameter.prefix(2).equalsIgnoringCase("q=") {
        return thousandths(parameter.dropFirst(2)).map { Element(value: value, quality: $0) }
      }
    }
    return Element(value: value, quality: 1000)
  }

  /// `0.5` as 500, with three digits behind the point at most.
  private static func thousandths(_ bytes: Bytes) -> Int? {
    guard let first = bytes.first, first == Byte.zero || first == Byte.zero + 1 else { return nil }
    let digits = bytes.dropFirst(2)
    guard bytes.count == 1 || bytes[bytes.startIndex + 1] == Byte.dot, digits.count <= 3, digits.allSatisfy(\.isDigit)
    else { return nil }
    var value = Int(first - Byte.zero)
    for digit in digits { value = value * 10 + Int(digit - Byte.zero) }
    for _ in digits.count..<3 { value *= 10 }
    return value <= 1000 ? value : nil
  }

  /// How much the first element that `matches` is liked.
  func quality(where matches: (Bytes) -> Bool) -> Int? {
    first { matches($0.value) }?.quality
  }
}
