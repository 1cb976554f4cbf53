internal import Almanac
internal import CivilTime
internal import Mail
internal import Mustache
internal import Scheduling
internal import Store

/// Says in its reader's words and zone what a letter tells.
struct LetterDrawing {
  let template: LetterTemplate
  let facts: LetterFacts
  let addresses: Addresses.OfLetter
  let lettering: Lettering

  let time: TimeRange
  let writtenAt: Instant
  /// The reader's own.
  let zone: Zone
  /// The other side's.
  let otherZone: Zone

  init(_ template: LetterTemplate, _ facts: LetterFacts, _ addresses: Addresses.OfLetter, _ lettering: Lettering) {
    self.template = template
    self.facts = facts
    self.addresses = addresses
    self.lettering = lettering
    time = TimeRange(from: Instant(microseconds: facts.start), to: Instant(microseconds: facts.end))
    writtenAt = Instant(microseconds: facts.writtenAt)
    zone = LetterDrawing.zone(facts.recipient.zone)
    otherZone = LetterDrawing.zone(facts.reader == .owner ? facts.guest.zone : facts.owner.zone)
  }

  /// UTC for one that the system does not know any more: the letter names the zone it speaks in.
  static func zone(_ name: String) -> Zone { (try? Zone.named(name)) ?? .utc }

  var isForOwner: Bool { facts.reader == .owner }
  /// Whether the meeting takes place, as far as is known.
  var stands: Bool { template != .bookingCancelled && template != .bookingDeclined }
  private var status: BookingStatus? { BookingStatus(rawValue: facts.status) }
  var isPending: Bool { status == .pending }
  var isAgreed: Bool { status?.isAgreed == true }

  /// Who is on the other side.
  var other: String { isForOwner ? facts.guest.name : facts.owner.name }

  var answersGoTo: Mailbox? {
    let other = isForOwner ? facts.guest : facts.owner
    return Mailbox(name: other.name, address: other.email)
  }

  var view: LetterView {
    let opened = { (word: LetterWord) in lettering.tongue.opening(lettering.text(word, values)) }
    return LetterView(
      language: lettering.words.language, subject: opened(subject), preview: preview, eyebrow: opened(eyebrow),
      heading: opened(heading), when: stands ? when : nil, tells: tells, bands: stands ? bands : nil, rows: rows,
      button: button, move: stands ? addresses.reschedule : nil, cancel: stands ? addresses.cancel : nil, foot: foot)
  }

  // MARK: When

  var values: [String: String] {
    [
      "title": facts.title, "owner": facts.owner.name, "guest": facts.guest.name, "other": other,
      "day": lettering.day(time.start, in: zone, asOf: writtenAt), "time": lettering.time(time.start, in: zone),
      "email": facts.recipient.email,
    ]
  }

  private var isClockShared: Bool { zone.offset(at: time.start) == otherZone.offset(at: time.start) }

  /// The reader's clock, and the other's where it reads otherwise.
  private var when: String {
    let minutes = Int(time.microseconds / Instant.microsecondsPerSecond / 60)
    let mine = lettering.text(
      .whenMine, ["city": lettering.city(zone), "length": lettering.tongue.length(minutes: minutes)])
    if isClockShared { return mine }
    let date = otherZone.local(time.start).date
    let theirs = lettering.time(time.start, in: otherZone)
    let isSameDay = date == zone.local(time.start).date
    let there = isSameDay ? theirs : lettering.text(.whenOnDay, ["time": theirs, "day": lettering.tongue.day(date)])
    return mine + " " + lettering.text(.whenTheirs, ["other": other, "city": lettering.city(otherZone), "time": there])
  }

  private var bands: BandsView? {
    let strip = DayBands(time, in: zone)
    guard let mine = strip.cells(over: zone) else { return nil }
    let weekday = lettering.tongue.weekday(zone.local(time.start).date)
    let captioned = { (word: LetterWord) in
      lettering.tongue.opening(lettering.text(word, ["weekday": weekday, "other": other]))
    }
    guard !isClockShared, let theirs = strip.cells(over: otherZone) else {
      return BandsView(bands: [BandView(cells: mine, isFirst: true, isLast: true)], caption: captioned(.bandsMine))
    }
    return BandsView(
      bands: [
        BandView(cells: mine, isFirst: true, isLast: false), BandView(cells: theirs, isFirst: false, isLast: true),
      ],
      caption: captioned(.bandsBoth))
  }

  // MARK: What

  private var subject: LetterWord {
    switch template {
    case .bookingConfirmed: isForOwner ? .confirmedOwnerSubject : .confirmedSubject
    case .bookingPending: isForOwner ? .pendingOwnerSubject : .pendingSubject
    case .bookingDeclined: isForOwner ? .declinedOwnerSubject : .declinedSubject
    case .bookingRescheduled where isPending: isForOwner ? .askedAnewOwnerSubject : .askedAnewSubject
    case .bookingRescheduled: isForOwner ? .rescheduledOwnerSubject : .rescheduledSubject
    case .bookingCancelled: isForOwner ? .cancelledOwnerSubject : .cancelledSubject
    }
  }

  private var eyebrow: LetterWord {
    switch template {
    case .bookingConfirmed: isForOwner ? .confirmedOwnerEyebrow : .confirmedEyebrow
    case .bookingDeclined: .declinedEyebrow
    case .bookingRescheduled where !isPending: .rescheduledEyebrow
    case .bookingPending, .bookingRescheduled: isForOwner ? .pendingOwnerEyebrow : .pendingEyebrow
    case .bookingCancelled: .cancelledEyebrow
    }
  }

  private var heading: LetterWord {
    switch template {
    case .bookingConfirmed: isForOwner ? .confirmedOwnerHeading : .confirmedHeading
    case .bookingRescheduled where !isPending: isForOwner ? .rescheduledOwnerHeading : .rescheduledHeading
    // What was moved and has to be confirmed anew is asked for anew.
    case .bookingPending, .bookingRescheduled: asking
    case .bookingDeclined where isForOwner: .declinedOwnerHeading
    case .bookingDeclined: isPlace ? .declinedSeatHeading : .declinedHeading
    case .bookingCancelled: isForOwner ? .cancelledOwnerHeading : .cancelledHeading
    }
  }

  private var asking: LetterWord {
    switch facts.reader {
    case .guest: .pendingHeading
    case .companion: .pendingCompanionHeading
    case .owner: .pendingOwnerHeading
    }
  }

  private var preview: String {
    stands ? when : tells.joined(separator: " ")
  }

  // MARK: What to do

  private var button: LinkView? {
    if isForOwner {
      let word: LetterWord = stands && isPending ? .answer : .seeBooking
      return LinkView(
        text: lettering.text(word, word == .answer ? ["guest": facts.guest.name] : [:]), address: addresses.desk)
    }
    if !stands { return addresses.times.map { LinkView(text: lettering.text(.bookAgain), address: $0) } }
    return addresses.booking.map { LinkView(text: lettering.text(.seeBooking), address: $0) }
  }

  /// Nothing was booked by who only asked; who was called off had either been agreed with or not.
  private var footOfGuest: LetterWord {
    switch template {
    case .bookingCancelled: .footGuestGiven
    case .bookingPending, .bookingDeclined: .footGuestAsked
    case .bookingConfirmed, .bookingRescheduled: isPending ? .footGuestAsked : .footGuest
    }
  }

  private var foot: String {
    switch facts.reader {
    case .guest: lettering.text(footOfGuest, values)
    case .companion: lettering.text(.footCompanion, values)
    case .owner: lettering.text(.footOwner, values)
    }
  }
}
