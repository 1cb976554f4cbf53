internal import CivilTime
internal import HTTP
internal import Store

/// A query's parameters, each sent once.
extension Members {
  init(query: Form) throws(Problem) {
    var members: [JSON.Member] = []
    for field in query {
      guard !members.contains(where: { $0.name == field.name }) else {
        throw .unfit(String(field.name.prefix(100)), "stands in the query twice.")
      }
      guard !field.value.unicodeScalars.contains("\u{FFFD}") else {
        throw .unfit(String(field.name.prefix(100)), "holds what is no text.")
      }
      members.append(JSON.Member(name: field.name, value: .text(field.value)))
      guard members.count <= 20 else { throw .unfit("query", "has too many parameters.") }
    }
    self.init(members)
  }

  /// A number as a query writes it.
  mutating func number(_ name: String, in range: ClosedRange<Int>) -> Int? {
    guard let text = text(name) else { return nil }
    let isPlain = (1...9).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isPlain, let number = Int(text), range.contains(number) { return number }
    refuse(name, "must be a whole number from \(range.lowerBound) to \(range.upperBound).")
    return nil
  }

  /// The place behind which a list goes on, as the page before gave it.
  mutating func cursor<Place>(_ read: (String) -> Place?) -> Place? {
    guard let text = text("cursor") else { return nil }
    let place = read(text)
    if place == nil { refuse("cursor", "is none of ours.") }
    return place
  }

  /// How many items of a list are asked for.
  mutating func limit() -> Int { number("limit", in: 1...100) ?? 25 }

  /// Words to be looked for.
  mutating func words(_ name: String) -> String {
    let most = 200
    guard let text = text(name) else { return "" }
    if text.unicodeScalars.count > most { refuse(name, "must have at most \(most) characters.") }
    return text
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type = Word.self) -> Word?
  where Word.RawValue == String {
    guard let text = text(name) else { return nil }
    if let word = Word(rawValue: text) { return word }
    refuse(name, "must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", ")).")
    return nil
  }
}

extension Reply {
  /// A page of what is left of a list that is short enough to be read whole. `place` is where the list goes on behind
  /// one of its items.
  static func page<Item>(
    _ rest: [Item], limit: Int, _ json: (Item) -> JSON, place: (Item) -> NameCursor
  ) -> Reply {
    let shown = rest.prefix(limit)
    return .page(shown.map(json), next: rest.count > limit ? shown.last.map { place($0).text } : nil)
  }
}
