internal import Almanac
internal import CivilTime
internal import Mustache
internal import Store

/// What all guests' pages of one language are made with: its words, those of them that are said often cut ready.
struct GuestEdition: Sendable {
  let lettering: Lettering
  let zoneMenu: ZoneMenu
  let isMirrored: Bool
  let twelveHours: String
  let twentyFourHours: String
  private let frame: Frame
  private let weekdays: [WeekdayView]
  private let partsOfDay: [String]
  private let seatsOne: Phrase
  private let seatsMore: Phrase
  private let yourDay: Phrase
  private let leftOfDay: Phrase
  private let theirClock: Phrase
  private let freeLabel: Phrase
  private let pickedLabel: Phrase
  private let aloneLabel: Phrase

  init(_ words: Words, _ workshop: Workshop, _ menu: Bound<ZoneMenuView>) {
    lettering = Lettering(words)
    zoneMenu = ZoneMenu(menu)
    frame = workshop.frame(in: words)
    isMirrored = words.text(.direction) == "rtl"
    twelveHours = words.text(.twelveHours)
    twentyFourHours = words.text(.twentyFourHours)
    let tongue = lettering.tongue
    weekdays = zip(tongue.shortWeekdays, tongue.weekdays).map { short, long in
      WeekdayView(short: short, long: tongue.opening(long))
    }
    partsOfDay = [words.text(.morning), words.text(.afternoon), words.text(.evening)]
    seatsOne = Phrase(words, .seatsLeftOne, "count")
    seatsMore = Phrase(words, .seatsLeftMore, "count")
    yourDay = Phrase(words, .stripYours, "weekday", "city")
    leftOfDay = Phrase(words, .stripStill, "weekday", "city")
    theirClock = Phrase(words, .stripTheirs, "name", "city", "tells")
    freeLabel = Phrase(words, .stripFree, "weekday", "city", "spans")
    pickedLabel = Phrase(words, .stripPicked, "yours", "city", "theirs", "other")
    aloneLabel = Phrase(words, .stripAlone, "yours", "city")
  }

  var words: Words { lettering.words }

  /// The frame of a page in a link's colour; nobody but those who were sent there finds it by searching.
  func frame(own: OwnColor?, script: Script? = nil, isPublic: Bool = false) -> Frame {
    var frame = frame
    frame.own = own?.element
    frame.script = script
    frame.isPublic = isPublic
    return frame
  }

  func weekdays(from first: Weekday) -> [WeekdayView] {
    Weekday.week(startingOn: first).map { weekdays[$0.rawValue] }
  }

  /// Morning until noon, evening from six o'clock.
  func part(ofDay hour: Int) -> String {
    partsOfDay[hour < 12 ? 0 : hour < 18 ? 1 : 2]
  }

  func seatsLeft(_ count: Int) -> String {
    count == 1 ? seatsOne("1") : seatsMore("\(count)")
  }
}

// The day strip, with its words.
extension GuestEdition {
  /// A day with what is free on it, or what is left of that.
  func strip(
    _ date: LocalDate, guest: Zone, owner: Owner, habit: ClockHabit, free: RangeSet, isLeft: Bool = false
  ) -> StripView {
    let strip = Strip(date, guest: guest, owner: owner.zone, habit: habit, isMirrored: isMirrored)
    let weekday = lettering.tongue.weekday(date)
    let spans = free.ranges.map { lettering.span($0, in: guest, habit) }.joined(separator: ", ")
    let city = lettering.cities[guest.name]
    return strip.view(
      lettering.tongue, free: free,
      above: lettering.tongue.opening((isLeft ? leftOfDay : yourDay)(weekday, city)),
      below: theirs(owner, lettering.tongue.lead(seconds: strip.lead)),
      label: lettering.tongue.opening(freeLabel(weekday, city, spans)))
  }

  /// A day with the time that was picked.
  func strip(_ picked: TimeRange, guest: Zone, owner: Owner, habit: ClockHabit) -> StripView {
    let date = guest.local(picked.start).date
    let strip = Strip(date, guest: guest, owner: owner.zone, habit: habit, isMirrored: isMirrored)
    let city = lettering.cities[guest.name]
    let yours = lettering.span(picked, in: guest, habit)
    let label =
      strip.isDouble
      ? pickedLabel(yours, city, lettering.span(picked, in: owner.zone, habit), lettering.cities[owner.zone.name])
      : aloneLabel(yours, city)
    return strip.view(
      lettering.tongue, picked: picked, above: lettering.tongue.opening(yourDay(lettering.tongue.weekday(date), city)),
      below: theirs(owner, lettering.time(picked.start, in: owner.zone, habit)), label: label)
  }

  /// `tells` is how far the owner's clocks are ahead, or what they read then.
  private func theirs(_ owner: Owner, _ tells: String) -> String {
    theirClock(owner.shortName, lettering.cities[owner.zone.name], tells)
  }
}
