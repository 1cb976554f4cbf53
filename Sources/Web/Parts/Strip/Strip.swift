internal import Almanac
internal import CivilTime

/// Draws a guest's day: the guest's sky, the owner's below it where their clocks differ, what is free, what is picked.
struct Strip {
  let date: LocalDate
  let guest: Zone
  let owner: Zone
  let habit: ClockHabit
  private let axis: DayAxis

  init(_ date: LocalDate, guest: Zone, owner: Zone, habit: ClockHabit, isMirrored: Bool) {
    self.date = date
    self.guest = guest
    self.owner = owner
    self.habit = habit
    axis = DayAxis(guest.day(date), isMirrored: isMirrored)
  }

  /// Whether two clocks have to be read.
  var isDouble: Bool {
    [axis.range.start, axis.range.end].contains { guest.offset(at: $0) != owner.offset(at: $0) }
  }

  /// How far the owner's clocks are ahead at noon, in seconds.
  var lead: Int {
    let noon = axis.range.start.adding(seconds: 12 * 3600)
    return owner.offset(at: noon) - guest.offset(at: noon)
  }

  func view(
    _ tongue: any Tongue, free: RangeSet = RangeSet(), picked: TimeRange? = nil, above: String, below: String?,
    label: String
  ) -> StripView {
    let frame = isDouble ? Frame.double : .single
    return StripView(
      above: above, below: isDouble ? below : nil, label: label, height: frame.height, marks: marks(tongue),
      marksBelow: isDouble ? marksBelow(tongue) : [], bands: bands, free: free.ranges.map(axis.block),
      freeTop: frame.freeTop, freeHeight: frame.freeHeight,
      pick: picked?.intersection(axis.range).map(axis.block), pickHeight: frame.pickHeight)
  }

  private var bands: [BandView] {
    let first = Sky.stops(over: guest, along: axis)
    guard isDouble else { return [BandView(name: "sky-1", top: "17", height: "16", stops: first)] }
    return [
      BandView(name: "sky-1", top: "17", height: "13", stops: first),
      BandView(name: "sky-2", top: "31", height: "13", stops: Sky.stops(over: owner, along: axis)),
    ]
  }

  /// Heights in pixels.
  private struct Frame {
    let height: String
    let freeTop: String
    let freeHeight: String
    let pickHeight: String

    static let single = Frame(height: "37", freeTop: "20", freeHeight: "10", pickHeight: "22")
    static let double = Frame(height: "62", freeTop: "25", freeHeight: "11", pickHeight: "33")
  }

  // MARK: Hours

  private static let markedHours = [0, 6, 12, 18]

  private func marks(_ tongue: any Tongue) -> [MarkView] {
    let hours = Strip.markedHours.map { hour in
      mark(guest.edge(of: reading(date, hour)), tongue.hour(hour, habit))
    }
    return hours + [mark(axis.range.end, tongue.hour(24, habit))]
  }

  /// The owner's hours, where they fall on the guest's day.
  private func marksBelow(_ tongue: any Tongue) -> [MarkView] {
    let dates = owner.local(axis.range.start).date...owner.local(axis.range.end).date
    return (dates.lowerBound.dayNumber...dates.upperBound.dayNumber).flatMap { day in
      Strip.markedHours.compactMap { hour -> MarkView? in
        let instant = owner.edge(of: reading(LocalDate(dayNumber: day), hour))
        guard axis.range.contains(instant) || instant == axis.range.end else { return nil }
        return mark(instant, tongue.hour(hour, habit))
      }
    }
  }

  private func reading(_ date: LocalDate, _ hour: Int) -> LocalDateTime {
    LocalDateTime(date: date, time: LocalTime(hour: hour, minute: 0) ?? .midnight)
  }

  private func mark(_ instant: Instant, _ text: String) -> MarkView {
    let place = axis.place(instant)
    let anchor = place == 0 ? "start" : place == DayAxis.whole ? "end" : "mid"
    return MarkView(x: axis.share(place), anchor: anchor, text: text)
  }
}
