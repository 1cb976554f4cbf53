internal import Mustache

/// Words that the pages of one area ask for by code; all others are asked for by templates. A test finds every one of
/// them in every language.
protocol PageWord: RawRepresentable<String>, CaseIterable, Sendable {}

extension Words {
  /// A value that is read from right to left leaves the sentence around it as it is.
  func text(_ word: some PageWord, _ values: [String: String] = [:]) -> String {
    guard values.values.contains(where: \.isRightToLeft) else { return text(word.rawValue, values) }
    return text(word.rawValue, values.mapValues(\.isolated))
  }
}
