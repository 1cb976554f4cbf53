/// The last part of a link's address: small letters, digits and hyphens between them, as the database checks it.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  public var description: String { text }

  private static let longest = LinkForm.Limit.slug

  /// As it was typed, in large letters or small; nil for what can't be one.
  public init?(_ typed: String) {
    let text = typed.trimmingBlanks.lowercased()
    let isGood =
      (1...Self.longest).contains(text.utf8.count) && text.utf8.allSatisfy(Self.signs.contains)
      && text.utf8.first != Self.hyphen && text.utf8.last != Self.hyphen
    guard isGood else { return nil }
    self.text = text
  }

  /// As people write an address: `Deep Talk` is `deep-talk`, `Đánh giá` is `danh-gia`. Nil where there is more to it than
  /// spaces, and letters and digits that have a plain one.
  public init?(folding typed: String) {
    var words = [""]
    for scalar in typed.trimmingBlanks.unicodeScalars {
      if scalar.properties.isWhitespace {
        words.append("")
      } else if scalar == "-" {
        words[words.count - 1] += "-"
      } else if let letters = plainLetters(scalar) {
        words[words.count - 1] += letters
      } else if scalar.properties.generalCategory != .nonspacingMark {
        return nil
      }
    }
    let said = words.filter { word in word.contains { $0 != "-" } }
    self.init(said.joined(separator: "-"))
  }

  private init(trusted text: String) {
    self.text = text
  }

  private static let hyphen = UInt8(ascii: "-")
  private static let signs = Set("abcdefghijklmnopqrstuvwxyz0123456789-".utf8)
}

extension Slug {
  /// Of a title: `Đánh giá 1:1` is `danh-gia-1-1`. A title without a letter that could stand there is a meeting's.
  public init(of title: String) {
    /// What still reads well in an address.
    let enough = 60
    var text = ""
    for word in Self.words(of: title) {
      let longer = text.isEmpty ? word : text + "-" + word
      if longer.utf8.count > enough, !text.isEmpty { break }
      text = longer
    }
    self.init(trusted: text.isEmpty ? "meeting" : String(text.prefix(enough)))
  }

  private static func words(of title: String) -> [String] {
    var words = [""]
    for scalar in title.unicodeScalars {
      if let letters = plainLetters(scalar) {
        words[words.count - 1] += letters
      } else if !isSilent(scalar) {
        words.append("")
      }
    }
    return words.filter { !$0.isEmpty }
  }

  /// The first that is free: itself, or with a number behind it.
  public func free(among taken: Set<String>) -> Slug {
    if !taken.contains(text) { return self }
    var number = 2
    while true {
      let ending = "-\(number)"
      let stem = text.prefix(Self.longest - ending.utf8.count)
      let candidate = stem + ending
      if !taken.contains(String(candidate)) { return Slug(trusted: String(candidate)) }
      number += 1
    }
  }

  /// The same without such a number, so that a copy of a copy is `x-3` and not `x-2-2`.
  public var withoutNumber: Slug {
    guard let end = text.lastIndex(of: "-") else { return self }
    let number = text[text.index(after: end)...]
    guard number.utf8.count <= 3, let count = wholeNumber(number), count >= 2
    else { return self }
    return Slug(String(text[..<end])) ?? self
  }
}

/// Marks over and under letters that stand for themselves, and what joins a word's halves unseen or by a stroke above.
private func isSilent(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .format: true
  default: scalar == "'" || scalar == "’"
  }
}

/// The plain letters of a Latin one, by its Unicode name (`LATIN SMALL LETTER A WITH CIRCUMFLEX AND ACUTE` is an `a`), or
/// the digit that a digit of any script is; nil for everything else.
private func plainLetters(_ scalar: Unicode.Scalar) -> String? {
  if scalar.properties.numericType == .decimal, let digit = scalar.properties.numericValue { return "\(Int(digit))" }
  if scalar.isASCII { return scalar.properties.isAlphabetic ? scalar.properties.lowercaseMapping : nil }
  guard let name = scalar.properties.name else { return nil }
  var words = name.split(separator: " ")[...]
  if words.first == "FULLWIDTH" { words.removeFirst() }
  guard words.popFirst() == "LATIN", ["SMALL", "CAPITAL"].contains(words.popFirst()),
    ["LETTER", "LIGATURE"].contains(words.popFirst()), let letter = words.first
  else { return nil }
  switch letter {
  case "SHARP": return "ss"
  case "THORN": return "th"
  case "ETH": return "d"
  case "ENG": return "n"
  case "DOTLESS", "LONG": return words.dropFirst().first.map { $0.lowercased() }
  default: return letter.utf8.count <= 2 ? letter.lowercased() : nil
  }
}
