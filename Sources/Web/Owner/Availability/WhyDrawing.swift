internal import Almanac
internal import CivilTime
internal import Mustache
internal import Operations
internal import Scheduling
internal import Store

/// Makes the page that explains a day.
struct WhyDrawing {
  let day: DayExplanation
  let asked: WhyQuestion
  let visit: Visit

  private var words: Words { visit.words }
  private var lettering: Lettering { visit.lettering }
  private var tongue: any Tongue { lettering.tongue }
  private var reasons: WhyReasons { WhyReasons(day: day, visit: visit) }

  var view: WhyView {
    let date = asked.day.field("date", words.text(WhyWord.fieldDate), isRequired: true, visit)
    let time = asked.time.field("time", words.text(WhyWord.fieldTime), isRequired: false, visit)
    return WhyView(
      desk: visit.frame(), action: DeskRoute.availability(.why).path, notices: notices,
      link: PickView(
        "link", words.text(WhyWord.fieldLink), day.links.map { ($0.id.description, $0.title) },
        chosen: [day.link.id.description]),
      duration: duration,
      date: date, time: time, wrongs: WrongsView([date, time], lettering), day: asked.day.date == nil ? nil : told,
      hours: hours)
  }

  private var told: WhyDayView {
    WhyDayView(
      answer: day.asked.map(answer), heading: heading, strip: strip, stretches: day.stretches.map(stretch))
  }

  private var duration: PickView? {
    let lengths = day.link.durations
    guard lengths.count > 1 else { return nil }
    return PickView(
      "duration", words.text(WhyWord.fieldLength),
      lengths.map { ("\($0.count)", tongue.length(minutes: $0.count)) }, chosen: ["\(day.duration.count)"])
  }

  private var notices: [String] {
    let closing = day.closing.map { words.text($0.whyWord) }
    return [closing, visit.skipped(asked.day.date, asked.time.time, in: day.zone)].compactMap(\.self)
  }

  private var heading: String {
    words.text(
      WhyWord.day,
      ["length": tongue.length(minutes: day.duration.count), "day": lettering.day(noon, in: day.zone, asOf: day.now)])
  }

  private var noon: Instant { day.zone.day(day.date).start.adding(minutes: 720) }

  private func answer(_ start: ExplainedStart) -> AnswerView {
    let isFree = if case .free = start.verdict { true } else { false }
    let time = lettering.time(start.start, in: day.zone, visit.habit)
    let moment = TimeRange(from: start.start, to: start.start.adding(microseconds: 1))
    return AnswerView(
      heading: words.text(isFree ? WhyWord.isFree : .isNotFree, ["time": time]),
      text: reasons.sentence(start.verdict, start.obstacle, starts: moment), isFree: isFree)
  }

  private func stretch(_ stretch: ExplainedStretch) -> StretchView {
    let isFree = if case .free = stretch.verdict { true } else { false }
    return StretchView(
      from: lettering.time(stretch.starts.start, in: day.zone, visit.habit), to: end(of: stretch.starts),
      text: reasons.sentence(stretch.verdict, stretch.obstacle, starts: stretch.starts), isFree: isFree,
      isAsked: day.asked.map { stretch.starts.contains($0.start) } ?? false)
  }

  /// The day's last moment is its twenty-fourth hour, not the next day's first.
  private func end(of starts: TimeRange) -> String {
    let isLast = starts.end == day.zone.day(day.date).end
    return isLast ? tongue.time(.endOfDay, visit.habit) : lettering.time(starts.end, in: day.zone, visit.habit)
  }

  private var strip: StripView {
    let free = RangeSet(
      sorted: day.stretches.compactMap { stretch in
        if case .free = stretch.verdict { stretch.starts } else { nil }
      })
    let spans = free.ranges.map { lettering.span($0, in: day.zone, visit.habit) }.joined(separator: ", ")
    let city = lettering.cities[day.zone.name]
    let values = ["day": tongue.opening(tongue.weekday(day.date)), "city": city, "spans": spans]
    return Strip(
      day.date, guest: day.zone, owner: day.zone, habit: visit.habit, isMirrored: visit.edition.isMirrored
    ).view(
      tongue, free: free,
      picked: day.asked.map { TimeRange(from: $0.start, to: $0.start.adding(minutes: day.duration.count)) },
      above: city, below: nil, label: words.text(free.isEmpty ? WhyWord.stripNothing : .strip, values))
  }

  /// Where the hours stand that it goes by.
  private var hours: String {
    if day.link.hours != nil, !day.isDifferent { return DeskRoute.links(.one(day.link.id)).path }
    return day.schedule.map { visit.address(of: $0) } ?? DeskRoute.availability(.all).path
  }
}

extension LinkClosing {
  fileprivate var whyWord: WhyWord {
    switch self {
    case .switchedOff: .off
    case .expired: .expired
    case .usedUp: .used
    }
  }
}
