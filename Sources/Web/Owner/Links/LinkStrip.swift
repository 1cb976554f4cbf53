internal import Almanac
internal import CivilTime
internal import Scheduling

/// A day on which a link is offered, drawn for its owner.
struct LinkStrip {
  let visit: Visit

  init(_ visit: Visit) {
    self.visit = visit
  }

  /// `title` and `label` are told the weekday; `label` also the free stretches.
  func view(
    _ day: SlotDay, lasting duration: Minutes, in zone: Zone, _ title: LinksWord, _ label: LinksWord
  ) -> StripView {
    let free = RangeSet(day.slots.map { TimeRange(from: $0.start, to: $0.start.adding(minutes: duration.count)) })
    let (words, tongue) = (visit.words, visit.lettering.tongue)
    let weekday = tongue.weekday(day.date)
    let spans = free.ranges.map { visit.lettering.span($0, in: zone, visit.habit) }.joined(separator: ", ")
    return Strip(day.date, guest: zone, owner: zone, habit: visit.habit, isMirrored: visit.edition.isMirrored).view(
      tongue, free: free, above: tongue.opening(words.text(title, ["weekday": weekday])), below: nil,
      label: tongue.opening(words.text(label, ["weekday": weekday, "spans": spans])))
  }
}
