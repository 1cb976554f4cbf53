internal import Almanac
internal import CivilTime
internal import Mustache

/// How a letter says things in its reader's language.
struct Lettering {
  let words: Words
  let tongue: any Tongue
  private let cities: CityNames

  init(_ words: Words) {
    self.words = words
    tongue = Tongues.named(words.language)
    cities = CityNames.system(tongue)
  }

  func text(_ word: LetterWord, _ values: [String: String] = [:]) -> String {
    words.text(word.rawValue, values)
  }

  func city(_ zone: Zone) -> String { cities[zone.name] }

  func time(_ instant: Instant, in zone: Zone) -> String {
    tongue.time(zone.local(instant).time, tongue.clock)
  }

  /// With its year, where that is not the year in which the letter is written.
  func day(_ instant: Instant, in zone: Zone, asOf now: Instant) -> String {
    let date = zone.local(instant).date
    return date.year == zone.local(now).date.year ? tongue.day(date) : tongue.dayAndYear(date)
  }
}
