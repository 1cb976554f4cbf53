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

  /// `near` are free times close by, and `way` leads to them.
  func view(near: [Slot], _ way: WayToTimes, isTicked: Bool, _ visit: Visit) -> ObjectionView {
    ObjectionView(
      heading: visit.words.text(isOwnersToBreak ? BookingsWord.whyHeading : .whyNeverHeading),
      text: visit.words.text(reason.why), canBreak: isOwnersToBreak, isTicked: isTicked,
      others: way.links(to: near, visit), offers: way.buttons(for: near, visit))
  }
}

extension Visit {
  /// Whether the owner passes over their own rules: a tick is for the time it was asked about, and for no other.
  func isAnyway(_ start: Instant) -> Bool {
    sent["anyway"] != nil && (sent["gone"].flatMap { Instant($0) } ?? start) == start
  }
}

/// How an owner gets to other times than the one they can't have.
enum WayToTimes {
  /// Addresses that begin with this.
  case links(before: String)
  /// Buttons of the form itself, which say that they do it: what was typed into it goes along.
  case buttons(saying: Word)

  fileprivate func links(to near: [Slot], _ visit: Visit) -> [TabView] {
    guard case .links(let before) = self else { return [] }
    return near.map { slot in
      TabView(
        text: visit.words.text(
          BookingsWord.timeOnDay, ["day": visit.day(slot.start), "time": visit.time(slot.start)]),
        address: before + slot.start.description, isCurrent: false)
    }
  }

  fileprivate func buttons(for near: [Slot], _ visit: Visit) -> [OtherView] {
    guard case .buttons(let word) = self else { return [] }
    return near.map { slot in
      OtherView(
        start: slot.start.description, text: visit.words.text(word, ["time": visit.time(slot.start)]),
        day: visit.lettering.tongue.opening(visit.day(slot.start)))
    }
  }
}

struct ObjectionView: View {
  let heading: String
  let text: String
  let canBreak: Bool
  let isTicked: Bool
  let others: [TabView]
  let offers: [OtherView]

  private var hasOthers: Bool { !others.isEmpty }
  private var hasOffers: Bool { !offers.isEmpty }

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "text": .text(\.text),
    "can_break": .flag(\.canBreak),
    "ticked": .flag(\.isTicked),
    "others": .list(\.others),
    "has_others": .flag(\.hasOthers),
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
