import CivilTime

extension Event {
  func write(to writer: inout TextWriter) {
    writer.begin("VEVENT")
    writer.write("UID", text: uid)
    writer.write("DTSTAMP", stamp)
    writer.write("CREATED", created)
    writer.write("LAST-MODIFIED", lastModified)
    // Some calendars want to see it even where it is 0; messages that only name an event must not have it.
    if sequence > 0 || start != nil { writer.write("SEQUENCE", String(sequence)) }
    if let recurrenceID {
      writer.write(
        "RECURRENCE-ID", recurrenceID.moment, recurrenceID.andFuture ? [.init("RANGE", "THISANDFUTURE")] : [])
    }
    writeTimes(to: &writer)
    writeWords(to: &writer)
    writer.write("ORGANIZER", organizer)
    for attendee in attendees { writer.write(attendee) }
    for property in extra { writer.write(property) }
    for alarm in alarms { alarm.write(to: &writer) }
    writer.end("VEVENT")
  }

  private func writeTimes(to writer: inout TextWriter) {
    writer.write("DTSTART", start)
    switch end {
    case .none: break
    case .at(let moment): writer.write("DTEND", moment)
    case .after(let length): writer.write("DURATION", length.text)
    }
    if let rule { writer.write("RRULE", rule.description) }
    for date in added { date.write(to: &writer) }
    for moment in leftOut { writer.write("EXDATE", moment) }
  }

  private func writeWords(to writer: inout TextWriter) {
    writer.write("SUMMARY", text: summary)
    writer.write("DESCRIPTION", text: description)
    writer.write("LOCATION", text: location)
    if let url { writer.write("URL", url) }
    if !categories.isEmpty {
      writer.write("CATEGORIES", categories.map(TextValue.escaped).joined(separator: ","))
    }
    for comment in comments { writer.write("COMMENT", text: comment) }
    if let status { writer.write("STATUS", status.rawValue) }
    if transparency != .opaque { writer.write("TRANSP", transparency.rawValue) }
    if privacy != .open { writer.write("CLASS", privacy.rawValue) }
  }
}

extension Event.Added {
  fileprivate func write(to writer: inout TextWriter) {
    switch self {
    case .start(let moment): writer.write("RDATE", moment)
    case .period(let start, let end):
      var parameters: [Property.Parameter] = [.init("VALUE", "PERIOD")]
      if let zone = start.zone { parameters.append(.init("TZID", zone.name)) }
      writer.write("RDATE", start.textWithoutZone + "/" + end.text(in: start.zone), parameters)
    }
  }
}

extension Moment {
  fileprivate var textWithoutZone: String {
    switch self {
    case .date(let date): WrittenTime.text(date)
    case .floating(let reading), .zoned(let reading, _): WrittenTime.text(reading)
    case .utc(let instant): WrittenTime.utc(instant).text
    }
  }
}

extension Event.End {
  /// Within a period, where a zone can be named only once.
  fileprivate func text(in zone: Zone?) -> String {
    switch self {
    case .none: Length().text
    case .after(let length): length.text
    case .at(.zoned(let reading, let own)) where own != zone: WrittenTime.utc(own.instant(of: reading)).text
    case .at(let moment): moment.textWithoutZone
    }
  }
}

extension Alarm {
  func write(to writer: inout TextWriter) {
    writer.begin("VALARM")
    writer.write("ACTION", text: action.name)
    switch trigger {
    case .fromStart(let length): writer.write("TRIGGER", length.text)
    case .fromEnd(let length): writer.write("TRIGGER", length.text, [.init("RELATED", "END")])
    case .at(let instant): writer.write("TRIGGER", WrittenTime.utc(instant).text, [.init("VALUE", "DATE-TIME")])
    }
    writer.write("DESCRIPTION", text: description)
    writer.write("SUMMARY", text: summary)
    for attendee in attendees { writer.write(attendee) }
    if let repetition {
      writer.write("REPEAT", String(repetition.count))
      writer.write("DURATION", repetition.every.text)
    }
    for property in extra { writer.write(property) }
    writer.end("VALARM")
  }
}
