internal import Almanac
internal import CivilTime
internal import Scheduling
internal import Store

/// The free times of a day, in parts where there are many.
struct DayTimes {
  private let day: SlotDay
  private let sheet: MonthSheet
  private let habit: ClockHabit
  private let edition: GuestEdition
  /// Instants at which the clocks read what they read a second time that day.
  private let repeated: RangeSet

  /// More than this are easier found in parts.
  private static let few = 6

  init(_ day: SlotDay, in sheet: MonthSheet, _ habit: ClockHabit, _ edition: GuestEdition) {
    self.day = day
    self.sheet = sheet
    self.habit = habit
    self.edition = edition
    repeated = sheet.zone.repeatedTimes(on: day.date)
  }

  var parts: [PartView] {
    var parts: [(name: String?, slots: [SlotView])] = []
    var period = sheet.zone.period(at: day.slots[0].start)
    for slot in day.slots {
      if !period.range.contains(slot.start) { period = sheet.zone.period(at: slot.start) }
      let reading = period.local(slot.start)
      let name = day.slots.count > DayTimes.few ? edition.part(ofDay: reading.time.hour) : nil
      if parts.isEmpty || parts[parts.count - 1].name != name { parts.append((name, [])) }
      parts[parts.count - 1].slots.append(view(slot, reading, offset: period.offset))
    }
    return parts.map { PartView(name: $0.name, slots: $0.slots) }
  }

  private func view(_ slot: Slot, _ reading: LocalDateTime, offset: Int) -> SlotView {
    let tongue = edition.lettering.tongue
    let isRepeated = !repeated.isEmpty && repeated.contains(slot.start)
    return SlotView(
      start: Stamp.utc(slot.start), datetime: Stamp.local(reading, offset: offset),
      time: tongue.time(reading.time, habit),
      offset: isRepeated ? tongue.offset(seconds: offset) : nil,
      seats: sheet.link.isGroup ? edition.seatsLeft(slot.seatsLeft) : nil, isNoted: isRepeated || sheet.link.isGroup)
  }
}

extension Zone {
  /// The instants of a date whose reading comes twice: those on both sides of the moment when clocks go back.
  func repeatedTimes(on date: LocalDate) -> RangeSet {
    let hours: Int64 = 3 * 3600 * Instant.microsecondsPerSecond
    let changes = transitions(in: day(date).widened(before: hours, after: hours))
    return RangeSet(
      sorted: changes.filter { $0.offsetAfter < $0.offsetBefore }.map { change in
        let step = change.offsetBefore - change.offsetAfter
        return TimeRange(from: change.instant.adding(seconds: -step), to: change.instant.adding(seconds: step))
      })
  }
}
