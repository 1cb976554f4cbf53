internal import HTTP
internal import Mustache

/// One of something for each language we speak.
struct Editions<Edition: Sendable>: Sendable {
  let languages: [String]
  private let editions: [Edition]

  init(_ locales: Locales, make: (Words) throws(Fault) -> Edition) throws(Fault) {
    languages = locales.languages
    var editions: [Edition] = []
    for language in languages { editions.append(try make(locales[language])) }
    self.editions = editions
  }

  /// The one in the language this reader likes best; English for whoever likes none of ours.
  func best(for request: Request) -> Edition { best(for: request.headers) }

  func best(for headers: Headers) -> Edition { self[headers.preferredLanguage(among: languages)] }

  /// English for a language we do not speak.
  subscript(language: String?) -> Edition {
    editions[languages.firstIndex { $0 == language } ?? 0]
  }
}
