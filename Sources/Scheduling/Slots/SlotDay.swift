public import CivilTime

/// The slots of one date as the guest's clocks read it. The guest's zone groups and labels; it never changes which
/// instants are free (rule 20).
public struct SlotDay: Hashable, Sendable {
  public let date: LocalDate
  public let slots: [Slot]

  public init(date: LocalDate, slots: [Slot]) {
    self.date = date
    self.slots = slots
  }

  /// Slots by the date their start reads as, dates rising, those without a slot left out. Slots are given rising.
  public static func group(_ slots: [Slot], _ dates: ClosedRange<LocalDate>, in guest: Zone) -> [SlotDay] {
    guard let first = slots.first else { return [] }
    var reader = DateReader(guest, from: first.start)
    var days: [SlotDay] = []
    var start = 0
    for index in 1...slots.count {
      let date = reader.date
      guard index == slots.count || reader.moves(to: slots[index].start) else { continue }
      if dates.contains(date) { append(slots[start..<index], to: &days, on: date) }
      start = index
    }
    return days
  }

  /// A range that holds every instant that reads as one of the dates, and hardly more.
  public static func hull(of dates: ClosedRange<LocalDate>, in guest: Zone) -> TimeRange {
    // Where midnight is repeated a date goes on after the next one has begun, for less than a day.
    let end = guest.day(dates.upperBound.adding(days: 1)).end
    return TimeRange(from: guest.day(dates.lowerBound).start, to: end)
  }

  /// Where midnight is repeated a date comes back once more after the next one has begun.
  private static func append(_ slots: ArraySlice<Slot>, to days: inout [SlotDay], on date: LocalDate) {
    let place = days.lastIndex { $0.date <= date }.map { $0 + 1 } ?? 0
    if place > 0, days[place - 1].date == date {
      days[place - 1] = SlotDay(date: date, slots: days[place - 1].slots + slots)
    } else {
      days.insert(SlotDay(date: date, slots: Array(slots)), at: place)
    }
  }
}
