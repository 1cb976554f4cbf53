/// Where a name stands in a list that people read: small letters beside capital ones, and those with marks beside those
/// without, unless a language counts them as letters of their own.
struct NameOrder: Comparable {
  private let letters: [UInt32]
  /// Decides between names that differ in nothing but marks.
  private let name: String

  /// `marks` are those by which the language makes a letter another, as Unicode calls them.
  init(of name: String, marks: [String]) {
    self.name = name
    letters = name.unicodeScalars.flatMap { NameOrder.letters(of: $0, marks) }
  }

  static func < (one: NameOrder, other: NameOrder) -> Bool {
    one.letters == other.letters ? one.name < other.name : one.letters.lexicographicallyPrecedes(other.letters)
  }

  /// Where words meet comes before any letter; other signs are passed over.
  private static func letters(of scalar: Unicode.Scalar, _ marks: [String]) -> [UInt32] {
    if scalar == " " || scalar == "-" { return [0] }
    guard scalar.properties.isAlphabetic else { return [] }
    // LATIN SMALL LETTER A WITH CIRCUMFLEX AND ACUTE
    let words = (scalar.properties.name ?? "").split(separator: " ")
    guard words.count > 3, words[0] == "LATIN" else { return [scalar.value << markBits] }
    let rank = words.dropFirst(4).compactMap { word in marks.firstIndex { $0 == word } }.max().map { $0 + 1 } ?? 0
    let plain = words[3].unicodeScalars.map { $0.value << markBits }
    return plain.dropLast() + plain.suffix(1).map { $0 + UInt32(rank) }
  }

  /// Room for the rank of a mark below a letter.
  private static let markBits = 3
}
