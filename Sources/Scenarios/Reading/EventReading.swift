internal import CivilTime
internal import ICalendar
internal import Scheduling

/// An event of a scenario: what repeats it, and whether it takes time.
struct ScenarioEvent {
  let recurrence: Recurrence
  let standing: EventStanding
  /// Where in the scenario its rule stands, for a rule that can't be expanded.
  let ruleKey: String

  /// `zone` is the schedule's, for an event without one of its own.
  static func read(_ value: JSON, _ path: String, in zone: Zone) throws(ScenarioRefusal) -> ScenarioEvent {
    var fields = try Fields(value, at: path)
    let isAllDay = try fields.optional("all_day", Read.flag) ?? false
    let zone = try fields.optional("timezone", Read.zone) ?? zone
    let start = try fields.required("start", Moment.read)
    let end = try fields.required("end", Moment.read)
    let timing =
      isAllDay
      ? try Timing(dates: start, end, fields.key("start"), fields.key("end"))
      : try Timing(start, end, in: zone, fields.key("end"))
    var reader = SeriesReader(isAllDay: isAllDay, start: start, zone: zone)
    let rule = try fields.optional("rrule", RecurrenceRule.read)
    let leftOut = try fields.list("exdates") { value, key throws(ScenarioRefusal) in try reader.original(value, key) }
    let instances = try fields.list("instances") { value, key throws(ScenarioRefusal) in
      try reader.instance(value, key)
    }
    let standing = EventStanding(
      status: try fields.optional("status", Read.word) ?? .confirmed,
      transparency: try fields.optional("transparency", Read.word) ?? .opaque,
      response: try fields.optional("response", Read.word) ?? .accepted)
    try fields.end()
    return ScenarioEvent(
      recurrence: Recurrence(timing, rule: rule, leftOut: leftOut, instances: instances), standing: standing,
      ruleKey: fields.key("rrule"))
  }
}

/// Reads what names or replaces an occurrence of one event.
private struct SeriesReader {
  let isAllDay: Bool
  let start: Moment
  let zone: Zone
  private var seen: Set<Recurrence.OriginalStart> = []

  init(isAllDay: Bool, start: Moment, zone: Zone) {
    self.isAllDay = isAllDay
    self.start = start
    self.zone = zone
  }

  private var startsAtInstant: Bool {
    if case .instant = start { true } else { false }
  }

  func original(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> Recurrence.OriginalStart {
    try Moment.read(value, key).original(isAllDay: isAllDay, startsAtInstant: startsAtInstant, key)
  }

  mutating func instance(_ value: JSON, _ path: String) throws(ScenarioRefusal) -> Recurrence.Instance {
    var fields = try Fields(value, at: path)
    let original = try fields.required("original_start", original)
    guard seen.insert(original).inserted else { throw fields.refusal("original_start", "stands twice") }
    let start = try fields.optional("start", Moment.read)
    let end = try fields.optional("end", Moment.read)
    let status = try fields.optional("status", Read.text)
    try fields.end()
    switch (start, end, status) {
    case (nil, nil, "cancelled"):
      return Recurrence.Instance(original: original, timing: nil)
    case (let start?, let end?, nil):
      let timing =
        isAllDay
        ? try Timing(dates: start, end, fields.key("start"), fields.key("end"))
        : try Timing(start, end, in: zone, fields.key("end"))
      return Recurrence.Instance(original: original, timing: timing)
    case (nil, nil, _?):
      throw fields.refusal("status", "can only be cancelled here")
    default:
      throw ScenarioRefusal(path, "needs either start and end, or \"status\": \"cancelled\"")
    }
  }
}

extension RecurrenceRule {
  fileprivate static func read(_ value: JSON, _ key: String) throws(ScenarioRefusal) -> RecurrenceRule {
    let text = try Read.text(value, key)
    do {
      return try RecurrenceRule(text)
    } catch {
      throw ScenarioRefusal(key, "\(error)")
    }
  }
}
