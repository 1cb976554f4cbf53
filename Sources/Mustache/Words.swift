/// The words of one language. What a translation lacks is there in English.
public struct Words: Sendable {
  /// For templates that need no words.
  public static let none = Words(language: "", index: 0, own: [:], english: [:])

  /// `en`, `vi`, `pt-BR`: the file's name.
  public let language: String
  /// Which of the languages this is: a bound template has one program for each.
  let index: Int
  private let own: [String: Sentence]
  private let english: [String: Sentence]

  init(language: String, index: Int, own: [String: Sentence], english: [String: Sentence]) {
    self.language = language
    self.index = index
    self.own = own
    self.english = english
  }

  /// A finished text: `words.text("guest.book.button", ["day": day, "time": time])`. A key that does not exist shows
  /// itself, which nobody overlooks; a test over the whole house keeps it from happening.
  public func text(_ key: String, _ values: [String: String] = [:]) -> String {
    self[key]?.text(values) ?? key
  }

  subscript(key: String) -> Sentence? { own[key] ?? english[key] }

  var isEmpty: Bool { english.isEmpty }

  func isOwn(_ key: String) -> Bool { own[key] != nil }
}

/// The words of all languages, one flat JSON file each. English is complete and the measure of the others.
public struct Locales: Sendable {
  public static let none = Locales()
  static let english = "en"

  /// Every key there is, in order.
  public let keys: [String]
  private let all: [Words]

  /// The languages, English first.
  public var languages: [String] { all.map(\.language) }

  /// The words of a language; English for one we do not speak.
  public subscript(language: String) -> Words {
    all.first { $0.language == language } ?? all.first ?? .none
  }

  /// What a language still lacks.
  public func missing(in language: String) -> [String] {
    let words = self[language]
    return words.language == language ? keys.filter { !words.isOwn($0) } : keys
  }

  /// From texts in memory: `["en": "{…}"]`.
  public init(_ files: [String: String]) throws(Fault) {
    var sources: [Source] = []
    for (name, text) in files { sources.append(try Source(name: name, file: name, bytes: Array(text.utf8))) }
    try self.init(sources)
  }

  init(_ sources: [Source]) throws(Fault) {
    guard let first = sources.first(where: { $0.name == Locales.english }) else {
      if let other = sources.first {
        throw other.fault(at: 0, "there are words, but none in English (\(Locales.english).json)")
      }
      (keys, all) = ([], [])
      return
    }
    let english = try Locales.sentences(of: first, measure: nil)
    var all = [Words(language: first.name, index: 0, own: english, english: english)]
    for source in sources.sorted(by: { $0.name < $1.name }) where source.name != Locales.english {
      let own = try Locales.sentences(of: source, measure: english)
      all.append(Words(language: source.name, index: all.count, own: own, english: english))
    }
    self.all = all
    keys = english.keys.sorted()
  }

  private init() {
    (keys, all) = ([], [])
  }

  /// For the templates: one program for each, and one where there are no words at all.
  var programs: [Words] { all.isEmpty ? [.none] : all }

  private static func sentences(
    of source: Source, measure: [String: Sentence]?
  ) throws(Fault) -> [String: Sentence] {
    var sentences: [String: Sentence] = [:]
    for entry in try WordsFile.entries(of: source) {
      if let measure {
        guard let english = measure[entry.key] else {
          throw source.fault(at: entry.at, "English has no word \(entry.key)")
        }
        guard english.names == entry.sentence.names else {
          throw source.fault(at: entry.at, "\(entry.key) has not the same values in braces as in English")
        }
      }
      sentences[entry.key] = entry.sentence
    }
    return sentences
  }
}
