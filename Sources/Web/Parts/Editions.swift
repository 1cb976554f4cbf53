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

  /// A language with its region is the language; English for one we do not speak.
  subscript(language: String?) -> Edition {
    let whole = language?.prefix { $0 != "-" && $0 != "_" }
    let index = languages.firstIndex { $0 == language } ?? languages.firstIndex { $0[...] == whole }
    return editions[index ?? 0]
  }
}
