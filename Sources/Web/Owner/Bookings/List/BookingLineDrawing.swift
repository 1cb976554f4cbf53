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
  private let visit: Visit
  private let colors: BookingColors

  /// `lines` are of one meeting, at least one.
  init(_ lines: [BookingLine], _ visit: Visit, _ colors: BookingColors) {
    line = lines[0]
    self.lines = lines
    self.visit = visit
    self.colors = colors
  }

  /// Whether another booking may stand on the same line: it comes to the same meeting, and nothing is asked of it.
  static func joins(_ other: BookingLine, to line: BookingLine) -> Bool {
    line.seats > 1 && other.event == line.event && other.status == line.status && other.time == line.time
      && line.status.counts && line.status != .pending
  }

  private var words: Words { visit.words }

  /// For how long a booking is news, in seconds.
  private static let newFor = 24 * 3_600

  var view: BookingLineView {
    let verbs = OwnersVerbs(line.status, line.time, at: visit.now)
    return BookingLineView(
      datetime: line.time.start.rfc3339(offset: visit.zone.offset(at: line.time.start)),
      from: visit.time(line.time.start), to: visit.time(line.time.end), color: colors.name(line.color),
      guest: guest, address: DeskRoute.bookings(.one(line.id)).path, about: about, chips: chips,
      answer: verbs.canConfirm ? answer : nil)
  }

  private var answer: YesNoView {
    YesNoView(
      confirm: DeskRoute.bookings(.verb(line.id, .confirmation)).path,
      decline: DeskRoute.bookings(.verb(line.id, .refusal)).path, whose: line.guest.name)
  }

  /// All of a group at once: each of them stands on the page behind it.
  private var guest: String {
    guard lines.count > 1 else { return line.guest.name }
    return words.text(BookingsWord.guests, ["count": "\(lines.reduce(0) { $0 + $1.guest.count })"])
  }

  private static let mostNames = 5

  private var names: String {
    let names = lines.prefix(Self.mostNames).map(\.guest.name.isolated).joined(separator: ", ")
    return lines.count > Self.mostNames ? names + ", …" : names
  }

  private var about: String {
    guard lines.count == 1 else { return [line.title, seats, names].compactMap(\.self).joined(separator: " · ") }
    let along = line.guest.companions.count
    let with: String? =
      along == 0
      ? nil : words.text(along == 1 ? BookingsWord.withOne : .withMore, ["count": "\(along)"])
    return [line.title, there, with, seats].compactMap(\.self).map(\.isolated).joined(separator: " · ")
  }

  private var seats: String? {
    line.seats == 1
      ? nil : words.text(BookingsWord.seatsTaken, ["count": "\(line.party)", "seats": "\(line.seats)"])
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
