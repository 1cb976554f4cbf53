internal import Almanac
internal import CivilTime
internal import Scheduling
internal import Store

/// Makes the form of a time, or what stands in its place when the time has gone.
struct FormDrawing {
  let address: LinkAddress
  let link: Link
  let owner: Owner
  let zone: Zone
  let now: Instant
  let choice: Choice
  let duration: Minutes
  let start: Instant
  let edition: GuestEdition

  private var lettering: Lettering { edition.lettering }
  private var time: TimeRange { TimeRange(from: start, to: start.adding(minutes: duration.count)) }

  /// The form, with what was wrong when it comes back.
  func form(_ typed: Typed, _ refusals: [Refusal], own: OwnColor) -> FormView {
    let day = lettering.day(start, in: zone, asOf: now)
    let at = lettering.time(start, in: zone, choice.clock)
    let button: Word = link.requiresConfirmation ? .buttonAsk : .buttonBook
    return view(
      typed, refusals, gone: nil, own,
      strip: edition.strip(time, guest: zone, owner: owner, habit: choice.clock),
      button: lettering.words.text(button, ["day": day, "time": at]),
      foot: lettering.words.text(refusals.isEmpty ? .formFoot : .formFootRefused, ["name": owner.shortName]))
  }

  /// The same form with other times as its buttons. `near` are the free times of that day and close by.
  func taken(_ typed: Typed, _ reason: Reason, near: [Slot], freeThatDay: [Slot], own: OwnColor) -> FormView {
    let free = RangeSet(
      sorted: freeThatDay.map { TimeRange(from: $0.start, to: $0.start.adding(minutes: duration.count)) })
    let gone = GoneDrawing(zone: zone, habit: choice.clock, now: now, lettering: lettering)
      .view(of: start, reason, near: near, button: .buttonOther)
    return view(
      typed, [], gone: gone, own,
      strip: edition.strip(
        zone.local(start).date, guest: zone, owner: owner, habit: choice.clock, free: free, isLeft: true),
      button: "", foot: "")
  }

  private func view(
    _ typed: Typed, _ refusals: [Refusal], gone: GoneView?, _ own: OwnColor, strip: StripView, button: String,
    foot: String
  ) -> FormView {
    let fields = FormFields(link, of: owner, typed, refusals, edition)
    let companions = fields.companions
    let back = Route.link(address, .times).address
    return FormView(
      page: edition.frame(own: own), action: Route.link(address, .form).address,
      what: WhatView(link, of: owner, lasting: duration, lettering), moment: moment, strip: strip,
      back: back + choice.query(date: zone.local(start).date).text, wrongs: fields.wrongs, gone: gone,
      hidden: hidden(typed, isGone: gone != nil), fields: fields.all, companions: companions,
      bringsCompanions: companions.wrong != nil || !companions.value.isEmpty, button: button, foot: foot)
  }

  private var moment: MomentView {
    MomentView(
      datetime: start.rfc3339(offset: zone.offset(at: start)),
      day: lettering.tongue.opening(lettering.day(start, in: zone, asOf: now)),
      from: lettering.time(time.start, in: zone, choice.clock), to: lettering.time(time.end, in: zone, choice.clock))
  }

  /// A time that has gone is not sent again: the button that is pressed says another.
  private func hidden(_ typed: Typed, isGone: Bool) -> [HiddenView] {
    let start = [HiddenView(name: isGone ? "gone" : "start", value: start.description)]
    let clock = choice.saysClock ? [HiddenView(name: "clock", value: choice.clock.text)] : []
    return start + [
      HiddenView(name: "duration", value: "\(duration.count)"), HiddenView(name: "tz", value: zone.name),
      HiddenView(name: "key", value: typed.key),
    ] + clock
  }
}

extension Lettering {
  /// The day an instant falls on, with its year where that is another than now.
  func day(_ instant: Instant, in zone: Zone, asOf now: Instant) -> String {
    day(zone.local(instant).date, asOf: zone.local(now).date)
  }

  /// A date, with its year where that is another than today's.
  func day(_ date: LocalDate, asOf today: LocalDate) -> String {
    date.year == today.year ? tongue.day(date) : tongue.dayAndYear(date)
  }
}
