internal import Almanac
internal import CivilTime
internal import Crypto
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes a booking's page for its owner.
struct DossierDrawing {
  let dossier: BookingDossier
  let visit: Visit

  private var booking: Appointment { dossier.booking }
  private var guest: Guest { booking.guest }
  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }
  private var verbs: OwnersVerbs { dossier.verbs }
  private var stands: Bool { booking.status == .confirmed || booking.status == .pending }

  func view(_ own: OwnColor, _ notice: NoticeView?) -> DossierView {
    DossierView(
      desk: visit.frame(own: own, notice: notice), back: DeskRoute.bookings(.all).path, guest: guest.name,
      chips: chips, moment: visit.moment(booking.time), title: booking.title,
      length: lettering.tongue.length(minutes: booking.duration.count), words: sentences,
      strip: stands ? visit.strip(booking.time, guest: guest.name, in: guest.zone) : nil, pairs: pairs,
      confirm: verbs.canConfirm ? form(.confirmation) : nil,
      move: verbs.canMove ? DeskRoute.bookings(.reschedule(booking.id)).path : nil, forms: forms,
      undo: verbs.canUndoNoShow ? form(.presence) : nil, links: links, others: others,
      whole: whole,
      letters: letters,
      changes: dossier.changes.reversed().map { ChangeLineDrawing(change: $0, visit: visit).view })
  }

  // MARK: What can be done

  /// Calling off one that waits is saying no to it.
  private var forms: [VerbFormView] {
    var forms: [VerbFormView] = []
    if verbs.canMarkNoShow { forms.append(form(.absence)) }
    if verbs.canDecline { forms.append(form(.refusal)) }
    if verbs.canCancel, !verbs.canDecline { forms.append(form(.cancellation)) }
    return forms
  }

  private func form(_ verb: BookingVerb) -> VerbFormView {
    VerbDrawing(booking: booking, verb: verb, visit: visit).form()
  }

  // MARK: How it stands

  private var chips: [ChipView] {
    let isOver = visit.now >= booking.time.end
    let chip: ChipView =
      switch booking.status {
      case .pending where isOver: ChipView(text: words.text(BookingsWord.chipUnanswered))
      case .pending: ChipView(text: words.text(BookingsWord.chipWaits), kind: "wait")
      case .confirmed where isOver: ChipView(text: words.text(BookingsWord.chipOver))
      case .completed: ChipView(text: words.text(BookingsWord.chipOver))
      case .confirmed: ChipView(text: words.text(BookingsWord.chipConfirmed), kind: "good")
      case .noShow: ChipView(text: words.text(BookingsWord.chipMissed), kind: "wait")
      case .declined: ChipView(text: words.text(BookingsWord.chipDeclined))
      case .cancelled: ChipView(text: words.text(BookingsWord.chipCancelled), kind: "bad")
      }
    let isLost = dossier.letters.contains { $0.status.isLost && !$0.isPutAway }
    return [chip] + (isLost ? [ChipView(text: words.text(BookingsWord.chipLetter), kind: "bad")] : [])
  }

  /// The guest is still to be told where to come.
  private var awaitsAddress: Bool { stands && visit.now < booking.time.end && booking.place.lacksAddress }

  private var sentences: [String] {
    var sentences: [String] = []
    if let from = booking.movedFrom {
      sentences.append(
        words.text(BookingsWord.movedFrom, ["day": visit.day(from), "time": visit.time(from)]))
    }
    if awaitsAddress {
      sentences.append(words.text(BookingsWord.noAddress, ["guest": guest.name]))
    }
    guard let cancellation = booking.cancellation else { return sentences }
    let by: BookingsWord =
      switch cancellation.by {
      case .guest: .cancelledByGuest
      case .owner: booking.status == .declined ? .declinedByYou : .cancelledByYou
      case .system: .cancelledByHouse
      }
    sentences.append(words.text(by, ["guest": guest.name]))
    if !cancellation.reason.isEmpty {
      sentences.append(words.text(BookingsWord.quote, ["words": cancellation.reason]))
    }
    return sentences
  }

  // MARK: What was agreed upon

  private var pairs: [DossierPairView] {
    var pairs = [
      DossierPairView(name: words.text(BookingsWord.pairEmail), value: guest.email.text, address: mailAddress)
    ]
    if !guest.phone.isEmpty {
      pairs.append(DossierPairView(name: words.text(.fieldPhone), value: guest.phone, address: phoneAddress))
    }
    pairs.append(
      DossierPairView(name: words.text(BookingsWord.pairZone), value: visit.there(booking.time.start, in: guest.zone)))
    let place = visit.place(booking.place)
    let letter = awaitsAddress && place.isVideo ? letterAddress : nil
    pairs.append(
      DossierPairView(name: words.text(BookingsWord.pairWhere), value: place.text, address: place.address ?? letter))
    if booking.seats > 1, booking.status.counts {
      let seats = words.text(
        BookingsWord.seatsTaken, ["count": "\(dossier.party)", "seats": "\(booking.seats)"])
      pairs.append(DossierPairView(name: words.text(BookingsWord.pairSeats), value: seats))
    }
    if !guest.companions.isEmpty {
      let along = guest.companions.map(\.text).joined(separator: ", ")
      pairs.append(DossierPairView(name: words.text(BookingsWord.pairAlong), value: along))
    }
    for answer in guest.answers {
      let values = answer.values.map { said($0, answer.kind).isolated }.joined(separator: ", ")
      pairs.append(DossierPairView(name: answer.label, value: values))
    }
    if !guest.notes.isEmpty {
      pairs.append(DossierPairView(name: words.text(BookingsWord.pairNotes), value: guest.notes))
    }
    return pairs
  }

  private func said(_ value: String, _ kind: Question.Kind) -> String {
    guard kind == .yesNo else { return value }
    return words.text(value == "yes" ? .yes : .no)
  }

  /// Everything that might mean something in the address is escaped.
  private var mailAddress: String { "mailto:" + QueryText.escaped(guest.email.text).replacing("%40", with: "@") }

  /// Begins a letter to the guest about the meeting.
  private var letterAddress: String { mailAddress + "?subject=" + QueryText.escaped(booking.title) }

  private var phoneAddress: String {
    "tel:" + guest.phone.filter { $0.isASCII && ($0.isNumber || $0 == "+") }
  }

  private var letters: [LetterLineView] {
    dossier.letters.map { letter in
      let isOld = dossier.letters.contains {
        $0.recipient == letter.recipient && $0.createdAt > letter.createdAt
      }
      return LetterLineDrawing(letter: letter, booking: booking.id, isOld: isOld, visit: visit).view
    }
  }

  // MARK: Where else

  private var links: [TabView] {
    var links: [TabView] = []
    if let token = visit.office.token(of: booking) {
      links.append(
        TabView(
          text: words.text(BookingsWord.asGuest), address: Route.booking(token.text, .page).address, isCurrent: false))
    }
    return links
  }

  /// For everybody who comes, before it begins.
  private var whole: [TabView] {
    guard !dossier.others.isEmpty, booking.canChange(at: visit.now) else { return [] }
    let verbs: [(MeetingVerb, BookingsWord)] = [(.reschedule, .allMove), (.cancellation, .allCancel)]
    return verbs.map { verb, word in
      TabView(
        text: words.text(word, ["count": "\(dossier.party)"]),
        address: DeskRoute.bookings(.meeting(booking.id, verb)).path, isCurrent: false)
    }
  }

  private var others: [TabView] {
    dossier.others.map { other in
      let along = other.count - 1
      let with =
        along == 0
        ? "" : ", " + words.text(along == 1 ? BookingsWord.withOne : .withMore, ["count": "\(along)"])
      return TabView(text: other.name + with, address: DeskRoute.bookings(.one(other.id)).path, isCurrent: false)
    }
  }
}
