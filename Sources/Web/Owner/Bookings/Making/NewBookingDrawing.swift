internal import Almanac
internal import CivilTime
internal import HTTP
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes the pages on which an owner books for a guest.
struct NewBookingDrawing {
  let open: OpenLink
  let duration: Minutes
  let visit: Visit

  private var words: Words { visit.words }
  private var link: Link { open.link }
  var own: OwnColor { OwnColor(link.color) }

  /// What every address of this link begins with.
  private var base: String {
    var query = QueryText()
    query.add("link", link.id.description)
    return DeskRoute.bookings(.new).path + query.text + "&"
  }

  private var tail: String { duration == link.duration ? "" : "duration=\(duration.count)&" }

  // MARK: When

  func picking(_ choice: Choice, _ other: OtherTime?) -> PickTimeView {
    let picker = Picker(visit: visit, open: open, choice: choice, base: base)
    let hidden =
      [HiddenView(name: "link", value: link.id.description)]
      + (choice.duration.map { [HiddenView(name: "duration", value: "\($0)")] } ?? [])
    let form = OtherTimeView(other, action: DeskRoute.bookings(.new).path, hidden: hidden, visit)
    return PickTimeView(
      desk: visit.frame(own: own), heading: words.text(BookingsWord.newHeading),
      about: words.text(
        BookingsWord.newBy,
        ["title": link.title, "length": visit.lettering.tongue.length(minutes: duration.count)]),
      back: TabView(
        text: words.text(BookingsWord.newOther), address: DeskRoute.bookings(.all).path, isCurrent: false),
      picker: picker.view, other: form, wrongs: form.wrongs(visit))
  }

  // MARK: Who

  func form(
    _ start: Instant, _ typed: Typed, _ refusals: [Refusal], _ objection: Objection?, near: [Slot]? = nil
  ) -> NewBookingView {
    let range = TimeRange(from: start, to: start.adding(minutes: duration.count))
    let canPress = objection?.isOwnersToBreak ?? true
    let near = objection == nil ? [] : near ?? open.times(near: start, lasting: duration)
    let fields = GuestFields(link, typed, refusals, language: language(visit.sent["language"]), visit)
    return NewBookingView(
      desk: visit.frame(own: own), title: link.title,
      length: visit.lettering.tongue.length(minutes: duration.count),
      skipped: OtherTime(visit.query, in: visit.zone)?.skipped(visit), moment: visit.moment(range),
      action: DeskRoute.bookings(.new).path, hidden: hidden(start, typed, isGone: objection != nil),
      objection: objection?.view(near: near, saying: .buttonOther),
      again: objection == nil ? nil : start.description, canFill: canPress || visit.isPost || !near.isEmpty,
      canPress: canPress, wrongs: fields.wrongs, fields: fields.first, zone: zone, further: fields.further,
      hasFurther: fields.hasFurther,
      button: words.text(.buttonBook, ["day": visit.day(start), "time": visit.time(start)]),
      foot: words.text(BookingsWord.newFoot), back: base + tail + "date=\(visit.zone.local(start).date)")
  }

  /// A time that is not to be had is not sent by itself: the button that is pressed says which.
  private func hidden(_ start: Instant, _ typed: Typed, isGone: Bool) -> [HiddenView] {
    [
      HiddenView(name: "link", value: link.id.description),
      HiddenView(name: isGone ? "gone" : "start", value: start.description),
      HiddenView(name: "duration", value: "\(duration.count)"), HiddenView(name: "key", value: typed.key),
    ]
  }

  /// Most guests live by their host's clocks.
  private var zone: PickView {
    let current = visit.sent["tz"].flatMap { try? Zone.named($0) } ?? visit.zone
    let every = EveryZone(current: current.name, lettering: visit.lettering)
    return PickView("tz", words.text(BookingsWord.zone), groups: every.groups)
  }

  /// That letters to the guest are written in: the owner's own where none of ours was chosen.
  func language(_ chosen: String?) -> String {
    let languages = visit.desk.templates.bookings.picking.languages
    return chosen.flatMap { languages.contains($0) ? $0 : nil } ?? visit.words.language
  }
}
