internal import Almanac
internal import CivilTime
internal import Mustache

/// How pages say things to readers of one language: its words, dates, times and cities.
struct Lettering: Sendable {
  let words: Words
  let tongue: any Tongue
  let cities: CityNames

  /// `Paris, 14:05 now`
  let cityNow: Phrase
  /// `09:00 to 09:30`
  let span: Phrase

  init(_ words: Words) {
    self.words = words
    tongue = Tongues.named(words.language)
    cities = CityNames.system(tongue)
    cityNow = Phrase(words, .cityNow, "city", "time")
    span = Phrase(words, .span, "from", "to")
  }

  /// What a clock in that zone reads.
  func time(_ instant: Instant, in zone: Zone, _ habit: ClockHabit) -> String {
    tongue.time(zone.local(instant).time, habit)
  }

  func span(_ range: TimeRange, in zone: Zone, _ habit: ClockHabit) -> String {
    span(time(range.start, in: zone, habit), time(range.end, in: zone, habit))
  }

  /// `One` or `More` of a word that comes in both.
  func count(_ number: Int, one: Word, more: Word) -> String {
    words.text(number == 1 ? one : more, ["count": "\(number)"])
  }

  /// Several things one after the other: `a, b and c`.
  func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return words.text(.listEnd, ["items": items.dropLast().joined(separator: ", "), "last": last])
  }
}
