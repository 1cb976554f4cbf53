/// The days around which random scenarios happen.
enum RandomDay {
  /// Days like no other.
  static let oddities = [
    (zone: "Pacific/Apia", day: PlainCalendar.day(2011, 12, 30)),  // skipped
    (zone: "Pacific/Kiritimati", day: PlainCalendar.day(1994, 12, 31)),  // skipped
    (zone: "Pacific/Kwajalein", day: PlainCalendar.day(1993, 8, 21)),  // skipped
    (zone: "Pacific/Kwajalein", day: PlainCalendar.day(1969, 9, 30)),  // all but an hour of it twice
    (zone: "America/Toronto", day: PlainCalendar.day(1919, 3, 31)),  // begins at 00:30
    (zone: "America/St_Johns", day: PlainCalendar.day(1988, 4, 3)),  // loses two hours
    (zone: "America/St_Johns", day: PlainCalendar.day(2006, 10, 29)),  // begins twice, at 00:00 both times
    (zone: "Africa/Cairo", day: PlainCalendar.day(2010, 9, 9)),  // in the year of four changes
    (zone: "Antarctica/Troll", day: PlainCalendar.day(2026, 3, 29)),  // loses two hours
  ]

  /// Mostly one on which the zone changes its clock; else a leap day, the turn of a year, or just a day.
  static func day(in zone: PlainZone, _ chance: inout Chance) -> PlainDay {
    let year = year(&chance)
    let newYear = PlainCalendar.day(year, 1, 1)
    if chance.percent(70), let change = zone.change(after: newYear * PlainCalendar.day) {
      let next = chance.percent(50) ? zone.change(after: change) : nil
      return zone.day(at: next ?? change)
    }
    switch chance.below(4) {
    case 0: return PlainCalendar.day(year, 2, 28) + chance.below(2)
    case 1: return newYear - chance.below(2)
    default: return newYear + chance.below(365)
    }
  }

  /// Mostly of those the zone tables tell of, some before them, and some after.
  private static func year(_ chance: inout Chance) -> Int {
    switch chance.below(10) {
    case 0: chance.between(1880, 1969)
    case 1...5: chance.between(1970, 2037)
    case 6, 7: chance.one(of: [2024, 2026, 2027, 2028, 2037, 2038, 2096, 2100, 2400, 2596])
    default: chance.between(2038, 2120)
    }
  }
}
