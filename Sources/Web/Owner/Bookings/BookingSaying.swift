internal import Almanac
internal import CivilTime
internal import Mustache
internal import Scheduling

// How pages say the times and places of bookings to their owner.
extension Visit {
  func time(_ instant: Instant) -> String { lettering.time(instant, in: zone, habit) }

  func day(_ instant: Instant) -> String { lettering.day(instant, in: zone, asOf: now) }

  /// Where a booking takes place, as its owner reads it: of a call without an address, that it is theirs to send.
  func place(_ place: MeetingPlace) -> PlaceView {
    var view = PlaceView(place, of: owner, isAgreed: true, lettering)
    if view.isVideo, place.details.isEmpty { view.text = words.text(BookingsWord.placeToSend) }
    return view
  }

  /// A date with a word for how near it is.
  func nearDay(_ date: LocalDate) -> String {
    let today = zone.local(now).date
    let day = date.year == today.year ? lettering.tongue.day(date) : lettering.tongue.dayAndYear(date)
    switch date.days(since: today) {
    case 0: return words.text(BookingsWord.dayToday, ["day": day])
    case 1: return words.text(BookingsWord.dayTomorrow, ["day": day])
    case -1: return words.text(BookingsWord.dayYesterday, ["day": day])
    default: return day
    }
  }

  /// `Paris, 09:00 there`, with its day where that is another than here.
  func there(_ instant: Instant, in other: Zone) -> String {
    let values = ["city": lettering.cities[other.name], "time": lettering.time(instant, in: other, habit)]
    let date = other.local(instant).date
    if date == zone.local(instant).date { return words.text(BookingsWord.there, values) }
    return words.text(
      BookingsWord.thereOnDay, values.merging(["weekday": lettering.tongue.weekday(date)]) { $1 })
  }

  func moment(_ range: TimeRange) -> MomentView {
    MomentView(
      datetime: range.start.rfc3339(offset: zone.offset(at: range.start)),
      day: lettering.tongue.opening(day(range.start)), from: time(range.start), to: time(range.end))
  }

  /// The owner's day with a picked time, and the guest's below it where their clocks differ.
  func strip(_ picked: TimeRange, guest name: String, in other: Zone) -> StripView {
    let date = zone.local(picked.start).date
    let strip = Strip(date, guest: zone, owner: other, habit: habit, isMirrored: edition.isMirrored)
    let (city, theirs) = (lettering.cities[zone.name], lettering.cities[other.name])
    let yours = lettering.span(picked, in: zone, habit)
    let label =
      strip.isDouble
      ? words.text(
        .stripPicked,
        ["yours": yours, "city": city, "theirs": lettering.span(picked, in: other, habit), "other": theirs])
      : words.text(.stripAlone, ["yours": yours, "city": city])
    let weekday = lettering.tongue.weekday(date)
    return strip.view(
      lettering.tongue, picked: picked,
      above: lettering.tongue.opening(words.text(.stripYours, ["weekday": weekday, "city": city])),
      below: words.text(
        .stripTheirs, ["name": name, "city": theirs, "tells": lettering.time(picked.start, in: other, habit)]),
      label: label)
  }
}
