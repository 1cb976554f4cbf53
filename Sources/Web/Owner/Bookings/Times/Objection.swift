internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Says why a time is not to be had, and whether its owner may take it in spite of that.
struct Objection {
  let found: TimeObjections
  let start: Instant
  let visit: Visit

  var isOwnersToBreak: Bool { found.isOwnersToBreak }
  private var words: Words { visit.words }

  /// `near` are free times close by: buttons of the form, which say that they do it, so that what was typed goes along.
  func view(near: [Slot], saying word: Word, takesFocus: Bool = true) -> ObjectionView {
    ObjectionView(
      heading: words.text(isOwnersToBreak ? BookingsWord.whyHeading : .whyNeverHeading), texts: sentences,
      against: found.digest, takesFocus: takesFocus, canBreak: isOwnersToBreak,
      isTicked: visit.isAnyway(start) && visit.isAsked(found),
      offers: near.map { slot in
        OtherView(
          start: slot.start.description, text: words.text(word, ["time": visit.time(slot.start)]),
          day: visit.lettering.tongue.opening(visit.day(slot.start)))
      })
  }

  private var sentences: [String] {
    found.reasons.flatMap { reason in
      let names = found.obstacles.compactMap { sentence(reason, $0) }
      return names.isEmpty ? [words.text(reason.why)] : names
    }
  }

  /// Nil where that is none of what the reason is about.
  private func sentence(_ reason: Reason, _ obstacle: Obstacle) -> String? {
    switch (reason, obstacle) {
    case (.busy, .event(let event)) where event.isAllDay:
      words.text(BookingsWord.whyAllDay, ["title": event.title])
    case (.busy, .event(let event)):
      words.text(BookingsWord.whyEvent, ["title": event.title, "times": visit.times(event.time)])
    case (.booked(_, let isFull), .meeting(let meeting)):
      words.text(
        isFull ? BookingsWord.whyFullMeeting : meeting.isGroup ? .whyGroup : .whyMeeting,
        ["guest": meeting.guestName, "title": meeting.title, "times": visit.times(meeting.time)])
    default: nil
    }
  }
}

extension Visit {
  /// What speaks against a time that the owner wants; nil for a free one.
  func objection(to start: Instant, lasting duration: Minutes, in open: OpenLink) async throws -> Objection? {
    try await office.objections(to: start, lasting: duration, in: open).map {
      Objection(found: $0, start: start, visit: self)
    }
  }

  /// The same after a refusal, which has its reason whatever there is to be found by now.
  func objection(
    _ reason: Reason, to start: Instant, lasting duration: Minutes, in open: OpenLink
  ) async throws -> Objection {
    try await objection(to: start, lasting: duration, in: open)
      ?? Objection(found: TimeObjections(reason), start: start, visit: self)
  }

  /// Whether the owner passes over their own rules: a tick is for the time it was asked about, and for no other.
  func isAnyway(_ start: Instant) -> Bool {
    sent["anyway"] != nil && (sent["gone"].flatMap { Instant($0) } ?? start) == start
  }

  /// What they were asked to pass over, by its digest.
  var asked: String { sent["against"] ?? "" }

  fileprivate func isAsked(_ found: TimeObjections) -> Bool { asked == found.digest }

  /// From when to when, with the day where it is another.
  fileprivate func times(_ range: TimeRange) -> String {
    let isOneDay = zone.local(range.start).date == zone.local(range.end.adding(microseconds: -1)).date
    guard !isOneDay else { return lettering.span(range, in: zone, habit) }
    return lettering.span(moment(range.start), moment(range.end))
  }
}

struct ObjectionView: View {
  let heading: String
  let texts: [String]
  /// All of it, by a digest.
  let against: String
  let takesFocus: Bool
  let canBreak: Bool
  let isTicked: Bool
  let offers: [OtherView]

  private var hasOffers: Bool { !offers.isEmpty }

  static let keys: Keys<Self> = [
    "heading": .text(\.heading),
    "texts": .list(\.texts),
    "against": .text(\.against),
    "takes_focus": .flag(\.takesFocus),
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
