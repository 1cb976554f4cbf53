internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes one booking's line of a list.
struct BookingLineDrawing {
  let line: BookingLine
  let visit: Visit
  let colors: BookingColors

  private var words: Words { visit.words }

  /// For how long a booking is news, in seconds.
  private static let newFor = 24 * 3_600

  var view: BookingLineView {
    let verbs = OwnersVerbs(line.status, line.time, at: visit.now)
    return BookingLineView(
      datetime: line.time.start.rfc3339(offset: visit.zone.offset(at: line.time.start)),
      from: visit.time(line.time.start), to: visit.time(line.time.end), color: colors.name(line.color),
      guest: line.guest.name, address: DeskRoute.bookings(.one(line.id)).path, about: about, chips: chips,
      answer: verbs.canConfirm ? answer : nil)
  }

  private var answer: YesNoView {
    YesNoView(
      confirm: DeskRoute.bookings(.verb(line.id, .confirmation)).path,
      decline: DeskRoute.bookings(.verb(line.id, .refusal)).path, whose: line.guest.name)
  }

  private var about: String {
    let along = line.guest.companions.count
    let with: String? =
      along == 0
      ? nil : words.text(along == 1 ? BookingsWord.withOne : .withMore, ["count": "\(along)"])
    let seats: String? =
      line.seats == 1
      ? nil : words.text(BookingsWord.seatsTaken, ["count": "\(line.party)", "seats": "\(line.seats)"])
    return [line.title, there, with, seats].compactMap(\.self).map(\.isolated).joined(separator: " · ")
  }

  /// What the guest's clock reads, where it reads something else.
  private var there: String? {
    let zone = line.guest.zone
    guard zone.offset(at: line.time.start) != visit.zone.offset(at: line.time.start) else { return nil }
    return visit.there(line.time.start, in: zone)
  }

  private var chips: [ChipView] {
    var chips: [ChipView] = []
    if line.hasFailedLetter { chips.append(ChipView(text: words.text(BookingsWord.chipLetter), kind: "bad")) }
    if line.movedFrom != nil, line.status.counts { chips.append(ChipView(text: words.text(BookingsWord.chipMoved))) }
    if let state { chips.append(state) }
    return chips
  }

  private var state: ChipView? {
    let isOver = visit.now >= line.time.end
    switch line.status {
    case .pending where isOver: return ChipView(text: words.text(BookingsWord.chipUnanswered))
    case .pending: return ChipView(text: words.text(BookingsWord.chipWaits), kind: "wait")
    case .confirmed where !isOver && visit.now.seconds - line.createdAt.seconds < Self.newFor:
      return ChipView(text: words.text(BookingsWord.chipNew), kind: "good")
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
