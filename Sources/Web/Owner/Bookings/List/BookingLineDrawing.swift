internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes a line of a list: one booking, or the guests of a group that come together.
struct BookingLineDrawing {
  private let line: BookingLine
  private let lines: [BookingLine]
  private let elsewhere: Int
  private let visit: Visit
  private let colors: BookingColors

  /// `lines` are of one meeting, at least one; more come to it than stand on this page by `elsewhere`.
  init(_ lines: [BookingLine], elsewhere: Int, _ visit: Visit, _ colors: BookingColors) {
    line = lines[0]
    self.lines = lines
    self.elsewhere = elsewhere
    self.visit = visit
    self.colors = colors
  }

  /// Whether another booking may stand on the same line: it comes to the same meeting, and nothing is asked of it.
  static func joins(_ other: BookingLine, to line: BookingLine) -> Bool {
    line.seats > 1 && other.event == line.event && other.time == line.time && other.status.isAgreed
      && line.status.isAgreed
  }

  private var words: Words { visit.words }

  var view: BookingLineView {
    let verbs = OwnersVerbs(line.status, line.time, at: visit.now)
    return BookingLineView(
      datetime: line.time.start.rfc3339(offset: visit.zone.offset(at: line.time.start)),
      from: visit.time(line.time.start), to: visit.time(line.time.end), color: colors.name(line.color),
      title: isMeeting ? line.title : line.guest.name, address: DeskRoute.bookings(.one(line.id)).path, about: about,
      guests: isMeeting ? lines.map(guest) : [], chips: chips, answer: verbs.canConfirm ? answer : nil)
  }

  private var answer: YesNoView {
    YesNoView(
      confirm: DeskRoute.bookings(.verb(line.id, .confirmation)).path,
      hidden: [BookingSight(line.time.start, line.status).hidden],
      decline: DeskRoute.bookings(.verb(line.id, .refusal)).path, whose: line.guest.name)
  }

  /// Several guests on one line: the meeting bears the link's name, and theirs stand below it.
  private var isMeeting: Bool { lines.count > 1 || (elsewhere > 0 && line.status.isAgreed) }

  private func guest(_ line: BookingLine) -> MeetingGuestView {
    MeetingGuestView(
      name: line.guest.name, address: DeskRoute.bookings(.one(line.id)).path,
      about: [with(line), line.status == .noShow ? words.text(BookingsWord.chipMissed) : nil].compactMap(\.self)
        .joined(separator: ", "))
  }

  private var about: String {
    let parts = isMeeting ? [party, seatsLeft, others] : [line.title, there, with(line), seats]
    return parts.compactMap(\.self).map(\.isolated).joined(separator: " · ")
  }

  private func with(_ line: BookingLine) -> String? {
    let along = line.guest.companions.count
    guard along > 0 else { return nil }
    return words.text(along == 1 ? BookingsWord.withOne : .withMore, ["count": "\(along)"])
  }

  private var party: String? {
    words.text(line.party == 1 ? BookingsWord.guestsOne : .guestsMore, ["count": "\(line.party)"])
  }

  /// For as long as anybody could take one.
  private var seatsLeft: String? {
    guard visit.now < line.time.start else { return nil }
    let left = line.seats - line.party
    if left <= 0 { return words.text(BookingsWord.seatsNone) }
    return visit.lettering.count(left, one: .seatsLeftOne, more: .seatsLeftMore)
  }

  /// Of a group; who does not come takes none.
  private var seats: String? {
    line.seats == 1 || !line.status.counts
      ? nil : words.text(BookingsWord.seatsTaken, ["count": "\(line.party)", "seats": "\(line.seats)"])
  }

  private var others: String? {
    elsewhere > 0 ? words.text(BookingsWord.seatsElsewhere, ["count": "\(elsewhere)"]) : nil
  }

  /// What the guest's clock reads, where it reads something else.
  private var there: String? {
    let zone = line.guest.zone
    guard zone.offset(at: line.time.start) != visit.zone.offset(at: line.time.start) else { return nil }
    return visit.there(line.time.start, in: zone)
  }

  private var chips: [ChipView] {
    var chips: [ChipView] = []
    if lines.contains(where: \.hasFailedLetter) {
      chips.append(ChipView(text: words.text(BookingsWord.chipLetter), kind: "bad"))
    }
    if isMeeting { return lines.contains(where: \.isNews) ? chips + [new] : chips }
    if line.movedFrom != nil, line.status.counts { chips.append(ChipView(text: words.text(BookingsWord.chipMoved))) }
    return state.map { chips + [$0] } ?? chips
  }

  private var new: ChipView { ChipView(text: words.text(BookingsWord.chipNew), kind: "good") }

  private var state: ChipView? {
    let isOver = visit.now >= line.time.end
    switch line.status {
    case .pending where isOver: return ChipView(text: words.text(BookingsWord.chipUnanswered))
    case .pending: return ChipView(text: words.text(BookingsWord.chipWaits), kind: "wait")
    case .confirmed where !isOver && line.isNews: return new
    case .confirmed, .completed: return nil
    case .noShow: return ChipView(text: words.text(BookingsWord.chipMissed), kind: "wait")
    case .declined: return ChipView(text: words.text(BookingsWord.chipDeclined))
    case .cancelled:
      let word: BookingsWord =
        switch line.cancellation?.by {
        case .owner: .chipCancelledByYou
        case .guest: .chipCancelledByGuest
        case .system, nil: .chipCancelled
        }
      return ChipView(text: words.text(word))
    }
  }
}
