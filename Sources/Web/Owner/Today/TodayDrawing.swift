internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes the first page of an owner's day.
struct TodayDrawing {
  let today: Today
  let visit: Visit

  /// The colours that stand in the page, each as a class of its own.
  let own: OwnColor
  private let colors: [String]
  private let items: [TodayItem]
  private let days: [TodayDay]

  init(today: Today, visit: Visit) {
    self.today = today
    self.visit = visit
    items = today.agenda.items(in: today.zone.day(today.date))
    days = TodayDay.coming(today)
    var seen: Set<String> = []
    colors = (items + days.flatMap(\.items)).map(\.color).filter { seen.insert($0).inserted }
    own = OwnColor(classes: colors.indices.map { "tint-\($0 + 1)" }, colors: colors)
  }

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }
  private var tongue: any Tongue { lettering.tongue }

  var view: TodayView {
    let left = items.filter { $0.time.end > today.now }
    let next = left.first { !$0.isAllDay }
    let later = left.filter { item in !(next.map { $0.time == item.time && $0.title == item.title } ?? false) }
    return TodayView(
      desk: visit.frame(own: own), date: tongue.opening(tongue.day(today.date)),
      now: words.text(
        TodayWord.now,
        [
          "city": lettering.cities[today.zone.name],
          "time": lettering.time(today.now, in: today.zone, visit.habit),
        ]),
      ownPage: Route.owner(visit.owner.username).address,
      strip: AgendaStrip(
        day: today.zone.day(today.date), date: today.date, zone: today.zone,
        items: items.map { ($0, tint($0.color)) }, visit: visit
      ).view,
      next: next.map(self.next), later: later.map(entry), days: days.map(day), asks: today.waiting.map(ask),
      allAsks: allAsks, letters: today.failed.map(letter),
      first: first)
  }

  private var first: FirstStepsView? {
    let steps = today.firstSteps
    let heading: TodayWord =
      switch (steps.contains(.link), steps.contains(.hours)) {
      case (true, true): .firstBoth
      case (true, false): .firstLink
      default: .firstHours
      }
    return steps.isEmpty
      ? nil
      : FirstStepsView(
        heading: words.text(heading), links: steps.contains(.link) ? DeskRoute.links(.new).path : nil,
        hours: steps.contains(.hours) ? DeskRoute.availability(.all).path : nil, action: DeskRoute.today.path)
  }

  private func tint(_ color: String) -> String {
    colors.firstIndex(of: color).map { "tint-\($0 + 1)" } ?? ""
  }

  private func day(_ day: TodayDay) -> TodayDayView {
    let date = day.date.year == today.date.year ? tongue.day(day.date) : tongue.dayAndYear(day.date)
    return TodayDayView(
      id: day.id, title: tongue.opening(day.isNext ? words.text(TodayWord.nextOn, ["day": date]) : date),
      entries: day.items.map(entry))
  }

  private func entry(_ item: TodayItem) -> TodayEntryView {
    TodayEntryView(
      from: time(item.time.start), to: time(item.time.end),
      allDay: item.isAllDay ? words.text(TodayWord.allDay) : nil, tint: tint(item.color), title: item.title,
      address: address(item), text: text(item), guests: guests(item), isWaiting: isWaiting(item))
  }

  private func next(_ item: TodayItem) -> NextView {
    let begins = item.time.start > today.now
    // A minute that has begun is a minute still.
    let seconds = max(0, item.time.start.microseconds(since: today.now)) / Instant.microsecondsPerSecond
    let minutes = Int((seconds + 59) / 60)
    return NextView(
      heading: begins
        ? words.text(TodayWord.nextIn, ["length": tongue.length(minutes: minutes)])
        : words.text(TodayWord.nextRunning, ["time": time(item.time.end)]),
      link: linkTitle(item), tint: tint(item.color), initials: initials(item), title: item.title,
      address: address(item), from: time(item.time.start), to: time(item.time.end), text: there(item),
      guests: guests(item), place: place(item), quote: notes(item), isWaiting: isWaiting(item))
  }

  private func time(_ instant: Instant) -> String { lettering.time(instant, in: today.zone, visit.habit) }
}

// What an item says.
extension TodayDrawing {
  private func address(_ item: TodayItem) -> String? {
    guard case .meeting(let meeting) = item else { return nil }
    return BookingAddress.page(meeting.id)
  }

  private func isWaiting(_ item: TodayItem) -> Bool {
    if case .meeting(let meeting) = item { meeting.status == .pending } else { false }
  }

  private func linkTitle(_ item: TodayItem) -> String? {
    guard case .meeting(let meeting) = item, !meeting.isGroup else { return nil }
    return meeting.title
  }

  private func initials(_ item: TodayItem) -> String? {
    guard case .meeting(let meeting) = item, !meeting.isGroup else { return nil }
    return meeting.guestName.initials
  }

  private func notes(_ item: TodayItem) -> String? {
    if case .meeting(let meeting) = item, !meeting.isGroup { meeting.notes } else { nil }
  }

  private func place(_ item: TodayItem) -> PlaceView? {
    switch item {
    case .meeting(let meeting): return visit.place(meeting.place)
    case .event(let event):
      return event.location.isEmpty
        ? nil : PlaceView(MeetingPlace(.inPerson, event.location), of: visit.owner, isAgreed: true, lettering)
    }
  }

  /// Beside the times of what comes next.
  private func there(_ item: TodayItem) -> String? {
    guard case .meeting(let meeting) = item else { return nil }
    if meeting.isGroup { return group(meeting) }
    guard isElsewhere(meeting) else { return lettering.cities[meeting.guestZone.name] }
    return words.text(TodayWord.there, values(meeting))
  }

  /// Below the name of what comes later.
  private func text(_ item: TodayItem) -> String? {
    switch item {
    case .event(let event): return event.location.isEmpty ? nil : event.location
    case .meeting(let meeting) where meeting.isGroup: return group(meeting)
    case .meeting(let meeting):
      return words.text(isElsewhere(meeting) ? TodayWord.guestThere : .guestHere, values(meeting))
    }
  }

  private func group(_ meeting: AgendaMeeting) -> String {
    words.text(
      meeting.party == 1 ? TodayWord.groupOne : .groupMore, ["seats": "\(meeting.seats)", "count": "\(meeting.party)"])
  }

  /// Those of a group, each with their own page.
  private func guests(_ item: TodayItem) -> [MeetingGuestView] {
    guard case .meeting(let meeting) = item, meeting.isGroup else { return [] }
    return meeting.guests.map { MeetingGuestView(name: $0.name, address: BookingAddress.page($0.id), about: "") }
  }

  private func isElsewhere(_ meeting: AgendaMeeting) -> Bool {
    meeting.guestZone.offset(at: meeting.time.start) != today.zone.offset(at: meeting.time.start)
  }

  private func values(_ meeting: AgendaMeeting) -> [String: String] {
    [
      "link": meeting.title, "city": lettering.cities[meeting.guestZone.name],
      "time": lettering.time(meeting.time.start, in: meeting.guestZone, visit.habit),
    ]
  }
}

// What needs an answer.
extension TodayDrawing {
  private func ask(_ booking: BookingLine) -> AskView {
    let day = lettering.day(booking.time.start, in: today.zone, asOf: today.now)
    let values = ["guest": booking.guest.name, "link": booking.title, "day": day]
    return AskView(
      sentence: words.text(TodayWord.asks, values), address: BookingAddress.page(booking.id),
      text: words.text(
        TodayWord.asksWhen,
        ["day": tongue.opening(day), "times": lettering.span(booking.time, in: today.zone, visit.habit)]),
      accept: BookingAddress.confirmation(booking.id),
      hidden: [BookingSight(booking.time.start, booking.status).hidden],
      acceptLabel: words.text(TodayWord.accept, values),
      decline: BookingAddress.refusal(booking.id), declineLabel: words.text(TodayWord.decline, values))
  }

  private var allAsks: String? {
    visit.session.waiting > today.waiting.count ? BookingAddress.waiting : nil
  }

  private func letter(_ letter: FailedLetter) -> LostLetterView {
    LostLetterView(
      heading: words.text(letter.cameBack ? TodayWord.letterBack : .letterFailed),
      text: words.text(TodayWord.letterTo, ["subject": letter.subject, "recipient": letter.recipient]),
      address: letter.booking.map(BookingAddress.page),
      verbs: letter.booking.map {
        LostLetterVerbsView(letter.id, about: $0, canGoAgain: letter.canGoAgain, back: "today")
      })
  }
}
