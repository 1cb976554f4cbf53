internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes a booking's page out of the booking.
struct BookingDrawing {
  let booking: Appointment
  let token: String
  let now: Instant
  let habit: ClockHabit
  let baseAddress: String
  let edition: GuestEdition

  var lettering: Lettering { edition.lettering }
  private var words: Words { edition.words }
  private var zone: Zone { booking.guest.zone }
  private var owner: Owner { booking.owner }
  private var isOver: Bool { now >= booking.time.end }
  private var isOff: Bool { booking.status == .cancelled || booking.status == .declined }
  private var stands: Bool { booking.status == .confirmed || booking.status == .pending }

  /// `leadsOn` tells whether its link takes bookings, `refused` what was wrong with a reason for calling it off, and
  /// `isChanged` that it lies elsewhere than its guest thought.
  func view(
    _ own: OwnColor, canMove: Bool = true, leadsOn: Bool = true, reason: String = "", refused: FieldProblem? = nil,
    isChanged: Bool = false
  ) -> BookingView {
    let canChange = booking.canChange(at: now)
    let isComing = stands && !isOver
    let change = canChange ? change(canMove, reason, refused) : nil
    return BookingView(
      page: edition.frame(own: own), changed: isChanged ? sayingItWasMoved : nil, state: state, heading: heading,
      paragraphs: paragraphs,
      strip: stands ? edition.strip(booking.time, guest: zone, owner: owner, habit: habit) : nil,
      what: isOff ? nil : what, pairs: isOff ? [] : pairs,
      place: stands ? PlaceView(booking.place, of: booking.owner, isAgreed: booking.status.isAgreed, lettering) : nil,
      title: booking.title, owner: owner.name,
      printed: canChange ? baseAddress + Route.booking(token, .page).address : nil,
      calendars: booking.status == .confirmed && isComing ? CalendarLinks(booking, token, edition).all : [],
      onward: isComing ? Onward(booking.redirect)?.button(words) : nil, again: isComing ? nil : again(leadsOn),
      change: change, wrongs: change.flatMap { WrongsView([$0.reason], lettering) })
  }

  // MARK: When

  private var day: String { lettering.day(booking.time.start, in: zone, asOf: now) }
  private var time: String { lettering.time(booking.time.start, in: zone, habit) }
  private var length: String {
    lettering.tongue.length(minutes: booking.time.wholeMinutes)
  }

  private var values: [String: String] {
    [
      "name": owner.shortName, "owner": owner.name, "title": booking.title, "day": day, "time": time,
      "weekday": lettering.tongue.weekday(zone.local(booking.time.start).date),
      "email": booking.guest.email.text, "length": length, "city": lettering.cities[zone.name],
    ]
  }

  /// To its guest, who wants something done to it that was at another time.
  var sayingItWasMoved: String { words.text(.bookingMoved, values) }

  // MARK: How it stands

  private var state: StateView {
    switch booking.status {
    case .pending where isOver: StateView(text: words.text(.stateUnanswered), isOff: true)
    case .pending: StateView(text: words.text(.statePending, values), isWaiting: true)
    case .confirmed where isOver: StateView(text: words.text(.stateOver), isGood: true)
    case .confirmed where booking.movedFrom != nil: StateView(text: words.text(.stateMoved), isGood: true)
    case .confirmed: StateView(text: words.text(.stateBooked), isGood: true)
    case .completed: StateView(text: words.text(.stateOver), isGood: true)
    case .cancelled: StateView(text: words.text(.stateCancelled), isOff: true)
    case .declined: StateView(text: words.text(.stateDeclined), isOff: true)
    case .noShow: StateView(text: words.text(.stateMissed), isOff: true)
    }
  }

  private var heading: String {
    let word: Word =
      switch booking.status {
      case .pending where isOver: .headingUnanswered
      case .pending: .headingPending
      case .confirmed where !isOver: .headingBooked
      case .confirmed, .completed: .headingOver
      case .cancelled: .headingCancelled
      case .declined: .headingDeclined
      case .noShow: .headingMissed
      }
    return lettering.tongue.opening(words.text(word, values))
  }

  private var paragraphs: [String] {
    switch booking.status {
    case .cancelled: [cancelled]
    case .declined: [words.text(.textDeclined, values)] + theirWords
    case .noShow: []
    case .pending where isOver: [words.text(.textUnanswered, values)]
    case .pending: [when, words.text(.textPending, values)]
    case .confirmed where isOver: [when]
    case .completed: [when]
    case .confirmed: [when + " " + words.text(.textLetter, values)] + moved
    }
  }

  /// The guest's time, and the owner's where clocks differ.
  private var when: String {
    let mine = words.text(.whenMine, values)
    let start = booking.time.start
    guard zone.offset(at: start) != owner.zone.offset(at: start) else { return mine }
    let date = owner.zone.local(start).date
    let theirs = lettering.time(start, in: owner.zone, habit)
    let isSameDay = date == zone.local(start).date
    let there = isSameDay ? theirs : words.text(.timeOnDay, ["time": theirs, "day": lettering.tongue.day(date)])
    return mine + " "
      + words.text(.whenTheirs, ["name": owner.shortName, "city": lettering.cities[owner.zone.name], "time": there])
  }

  private var moved: [String] {
    guard let from = booking.movedFrom else { return [] }
    let before = lettering.tongue.day(zone.local(from).date)
    return [words.text(.textMoved, ["day": before, "time": lettering.time(from, in: zone, habit)])]
  }

  private var cancelled: String {
    let word: Word =
      switch booking.cancellation?.by {
      case .owner: .cancelledByOwner
      case .system: .cancelledByHouse
      case .guest, nil: .cancelledByGuest
      }
    let text = words.text(word, values)
    guard let reason = booking.cancellation?.reason, !reason.isEmpty else { return text }
    let quote: Word = booking.cancellation?.by == .owner ? .quoteTheirs : .quoteYours
    return text + " " + words.text(quote, ["name": owner.shortName, "words": reason])
  }

  private var theirWords: [String] {
    guard let reason = booking.cancellation?.reason, !reason.isEmpty else { return [] }
    return [words.text(.quoteTheirs, ["name": owner.shortName, "words": reason])]
  }
}

// What was agreed upon, and what can be done about it.
extension BookingDrawing {
  private var what: PairView {
    PairView(
      name: words.text(.pairWhat), value: words.text(.titleAndLength, ["title": booking.title, "length": length]))
  }

  private var pairs: [PairView] {
    let people = [owner.name, booking.guest.name] + booking.guest.companions.map(\.text)
    var pairs = [PairView(name: words.text(.pairWith), value: people.map(\.isolated).joined(separator: ", "))]
    for answer in booking.guest.answers {
      pairs.append(
        PairView(
          name: answer.label, value: answer.values.map { said($0, answer.kind).isolated }.joined(separator: ", ")))
    }
    if !booking.guest.phone.isEmpty {
      pairs.append(PairView(name: words.text(.fieldPhone), value: booking.guest.phone))
    }
    if !booking.guest.notes.isEmpty { pairs.append(PairView(name: words.text(.pairNotes), value: booking.guest.notes)) }
    return pairs
  }

  private func said(_ value: String, _ kind: Question.Kind) -> String {
    guard kind == .yesNo else { return value }
    return words.text(value == "yes" ? .yes : .no)
  }

  /// By the same link, or by another of its owner's. Nil where nobody is left to book again.
  private func again(_ leadsOn: Bool) -> String? {
    guard owner.isActive else { return nil }
    let username = owner.username
    return (leadsOn ? Route.link(LinkAddress(known: username, booking.slug), .times) : .owner(username)).address
  }

  private func change(_ canMove: Bool, _ reason: String, _ refused: FieldProblem?) -> ChangeView {
    var field = FieldView("reason", words.text(.fieldReason, ["name": owner.shortName]))
    field.kind = .lines
    field.isOptional = true
    field.value = reason
    field.wrong = refused.map { $0.sentence(for: .reason, words) }
    return ChangeView(
      move: canMove ? Route.booking(token, .reschedule).address : nil, cancel: Route.booking(token, .cancel).address,
      hidden: [BookingSight(guests: booking).hidden],
      back: Route.booking(token, .page).address, button: words.text(.buttonCancel, values),
      foot: words.text(.cancelFoot, ["name": owner.shortName]), reason: field)
  }
}
