internal import CivilTime
internal import Scheduling
internal import Store

extension EventEntry: JSONValue {
  var json: JSON {
    JSON([
      "id": id, "calendar_id": calendar, "title": title, "description": description, "location": location,
      "start_time": time.start, "end_time": time.end, "timezone": zone, "is_all_day": isAllDay,
      "first_date": dates?.lowerBound, "last_date": dates?.upperBound, "status": status.rawValue,
      "transparency": transparency.rawValue, "recurrence_rule": rule, "origin": origin.rawValue,
    ])
  }
}

extension Call {
  /// What was sent of an event: a whole one, or what is to be different of one there is.
  func eventForm(over old: EventEntry?) throws -> EventForm {
    let zone = try old?.zone ?? owner.zone
    guard let form = try body({ $0.event(over: old, in: zone) }) else { throw Problem(.unfit) }
    return form
  }
}

extension Members {
  /// By the clock, or whole days.
  fileprivate mutating func event(over old: EventEntry?, in usual: Zone) -> EventForm? {
    let title = old == nil ? requiredText("title") : text("title")
    let zone = zone("timezone") ?? usual
    let transparency = word("transparency", EventTransparency.self)
    let (description, location) = (text("description"), text("location"))
    let rule = isNull("recurrence_rule") ? nil : text("recurrence_rule") ?? old?.rule
    guard let time = eventTime(over: old) else { return nil }
    var form = EventForm(
      title: title ?? old?.title ?? "", time: time, zone: zone,
      isTransparent: (transparency ?? old?.transparency ?? .opaque) == .transparent)
    form.description = description ?? old?.description ?? ""
    form.location = location ?? old?.location ?? ""
    form.rule = rule
    return form
  }

  private mutating func eventTime(over old: EventEntry?) -> EventForm.Time? {
    let (hasDates, hasTimes) = (has("first_date") || has("last_date"), has("start_time") || has("end_time"))
    if hasDates, hasTimes {
      for name in ["start_time", "end_time"] where has(name) { refuse(name, "can't stand beside dates.") }
    }
    guard hasDates || (!hasTimes && old?.dates != nil) else {
      let clock = old.flatMap { $0.isAllDay ? nil : $0.time }
      let start = clock == nil || has("start_time") ? requiredInstant("start_time") : clock?.start
      let end = clock == nil || has("end_time") ? requiredInstant("end_time") : clock?.end
      guard let start, let end else { return nil }
      return .timed(start: start, end: end)
    }
    guard let first = date("first_date") ?? (has("first_date") ? nil : old?.dates?.lowerBound) else {
      if !has("first_date") { refuse("first_date", "is missing.") }
      return nil
    }
    let last = date("last_date") ?? (has("last_date") ? nil : old?.dates?.upperBound)
    return .days(first: first, last: last ?? first)
  }
}

extension EventRefusal {
  func wrong(in form: EventForm) -> Wrong { Wrong(name(in: form), sentence) }

  private func name(in form: EventForm) -> String {
    switch (field, form.time) {
    case (.title, _): "title"
    case (.description, _): "description"
    case (.location, _): "location"
    case (.rule, _): "recurrence_rule"
    case (.start, .timed): "start_time"
    case (.end, .timed): "end_time"
    case (.start, .days): "first_date"
    case (.end, .days): "last_date"
    }
  }

  private var sentence: String {
    switch problem {
    case .missing: "is missing."
    case .tooLong(let limit): "must have at most \(limit) characters."
    case .unprintable: "holds characters that nobody types."
    case .endsBeforeItBegins: "must lie after the start."
    case .tooLongAway(let days): "must lie at most \(days) days after the start."
    case .outOfReach:
      "must lie in the years \(EventForm.Limit.years.lowerBound) to \(EventForm.Limit.years.upperBound)."
    case .noRule(let why): "must be a rule as FREQ=WEEKLY;BYDAY=MO: \(why)."
    case .tooOften: "names more times than can be counted."
    }
  }
}
