internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling

/// Why a time is not to be had, and whether its owner may take it in spite of that.
struct Objection {
  let reason: Reason
  let isOwnersToBreak: Bool

  /// Nil for a free time. What nobody can pass over is told before what the owner can.
  init?(to start: Instant, lasting duration: Minutes, in open: OpenLink) {
    guard case .refused(let reason) = open.decide(start, lasting: duration) else { return nil }
    self.init(reason, to: start, lasting: duration, in: open)
  }

  /// After a refusal, as things stand by now.
  init(_ reason: Reason, to start: Instant, lasting duration: Minutes, in open: OpenLink) {
    if case .refused(let harder) = open.decideAnyway(start, lasting: duration) {
      (self.reason, isOwnersToBreak) = (harder, false)
    } else {
      (self.reason, isOwnersToBreak) = (reason, reason.isOwnersToBreak)
    }
  }

  /// `near` are free times close by: buttons of the form, which say that they do it, so that what was typed goes along.
  func view(near: [Slot], saying word: Word, isTicked: Bool, _ visit: Visit) -> ObjectionView {
    ObjectionView(
      heading: visit.words.text(isOwnersToBreak ? BookingsWord.whyHeading : .whyNeverHeading),
      text: visit.words.text(reason.why), canBreak: isOwnersToBreak, isTicked: isTicked,
      offers: near.map { slot in
        OtherView(
          start: slot.start.description, text: visit.words.text(word, ["time": visit.time(slot.start)]),
          day: visit.lettering.tongue.opening(visit.day(slot.start)))
      })
  }
}

extension Visit {
  /// Whether the owner passes over their own rules: a tick is for the time it was asked about, and for no other.
  func isAnyway(_ start: Instant) -> Bool {
    sent["anyway"] != nil && (sent["gone"].flatMap { Instant($0) } ?? start) == start
  }
}

struct ObjectionView: View {
  let heading: String
  let text: String
  let canBreak: Bool
  let isTicked: Bool
  let offers: [OtherView]

  private var hasOffers: Bool { !offers.isEmpty }

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "text": .text(\.text),
    "can_break": .flag(\.canBreak),
    "ticked": .flag(\.isTicked),
    "offers": .list(\.offers),
    "has_offers": .flag(\.hasOffers),
  ]
}

extension Reason {
  fileprivate var why: BookingsWord {
    switch self {
    case .outsideHours: .whyHours
    case .offGrid: .whyGrid
    case .endsOutsideHours: .whyEnd
    case .busy: .whyBusy
    case .booked(_, isFull: true): .whyFull
    case .booked: .whyBooked
    case .tooSoon: .whyBegun
    case .outsideBookingWindow: .whyWindow
    case .dailyLimit: .whyDaily
    case .weeklyLimit: .whyWeekly
    }
  }
}
