/// The numbers of one BYxxx part as bits, those from the start and those from the end apart, so that asking is one look
/// each. Numbers lie in 1 … 383, either way.
struct SignedSet {
  let isEmpty: Bool
  private var fromStart: [UInt64] = []
  private var fromEnd: [UInt64] = []

  private static let words = 6

  init(_ numbers: [Int] = []) {
    isEmpty = numbers.isEmpty
    guard !isEmpty else { return }
    fromStart = Array(repeating: 0, count: Self.words)
    fromEnd = fromStart
    for number in numbers where abs(number) < Self.words * 64 {
      let bit = UInt64(1) << UInt64(abs(number) % 64)
      if number < 0 { fromEnd[-number / 64] |= bit } else { fromStart[number / 64] |= bit }
    }
  }

  /// Whether the set names the place, counted from 1, in a row of so many places.
  func contains(_ place: Int, of count: Int) -> Bool {
    guard !isEmpty else { return false }
    let fromBack = count + 1 - place
    return fromStart[place / 64] >> UInt64(place % 64) & 1 == 1
      || fromEnd[fromBack / 64] >> UInt64(fromBack % 64) & 1 == 1
  }
}
