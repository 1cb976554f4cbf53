import CivilTime

extension Event {
  /// Reads a VEVENT. In a message (`inMessage`) the start may be left out.
  init(_ component: Component, _ zones: ZoneBook, inMessage: Bool) throws(ReadingError) {
    if let defect = component.defect { throw defect }
    guard let uid = try component.property("UID")?.plain, !uid.isEmpty else {
      throw component.error(.missing(property: "UID"))
    }
    self.init(uid: uid)
    try readTimes(component, zones, mayLackStart: inMessage)
    try readRepetition(component, zones)
    try readWords(component, zones.limits)
    try readPeople(component)
    for part in component.components where part.name == "VALARM" {
      if let alarm = try Alarm(part, zones) { alarms.append(alarm) }
    }
    extra = component.properties.filter { !Self.known.contains($0.name) }
  }

  static let known: Set<String> = [
    "UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION",
    "LOCATION", "URL", "CATEGORIES", "COMMENT", "ORGANIZER", "ATTENDEE", "STATUS", "TRANSP", "CLASS", "RRULE", "RDATE",
    "EXDATE", "RECURRENCE-ID",
  ]

  private mutating func readTimes(
    _ component: Component, _ zones: ZoneBook, mayLackStart: Bool
  ) throws(ReadingError) {
    sequence = try component.property("SEQUENCE")?.number() ?? 0
    stamp = try component.property("DTSTAMP")?.instant()
    created = try component.property("CREATED")?.instant()
    lastModified = try component.property("LAST-MODIFIED")?.instant()
    start = try component.property("DTSTART")?.moment(zones)
    guard start != nil || mayLackStart else { throw component.error(.missing(property: "DTSTART")) }
    try readEnd(component, zones)
  }

  private mutating func readEnd(_ component: Component, _ zones: ZoneBook) throws(ReadingError) {
    let until = try component.property("DTEND")
    let length = try component.property("DURATION")
    guard until == nil || length == nil else { throw component.error(.endAndDuration) }
    if let length {
      let value = try length.length()
      guard !value.isNegative else { throw length.error(.endBeforeStart) }
      end = .after(value)
    } else if let until {
      let moment = try until.moment(zones)
      if let start {
        guard start.isDate == moment.isDate else { throw until.error(.mixedKinds(property: "DTEND")) }
        // Floating ends are compared as if both were in UTC: all that matters is which reads later.
        guard start.instant(floatingIn: .utc) <= moment.instant(floatingIn: .utc) else {
          throw until.error(.endBeforeStart)
        }
      }
      end = .at(moment)
    }
  }

  private mutating func readRepetition(_ component: Component, _ zones: ZoneBook) throws(ReadingError) {
    if let property = try component.property("RRULE") {
      guard start != nil else { throw component.error(.missing(property: "DTSTART")) }
      do {
        rule = try RecurrenceRule(property.value)
      } catch {
        throw property.error(.badRule(error))
      }
    }
    for property in component.properties("RDATE") {
      if property.parameter("VALUE")?.uppercased() == "PERIOD" {
        added += try property.periods(zones).map { .period($0.start, $0.end) }
      } else {
        added += try property.moments(zones).map { .start($0) }
      }
    }
    for property in component.properties("EXDATE") { leftOut += try property.moments(zones) }
    if let property = try component.property("RECURRENCE-ID") {
      let andFuture = property.parameter("RANGE")?.uppercased() == "THISANDFUTURE"
      recurrenceID = RecurrenceID(try property.moment(zones), andFuture: andFuture)
    }
  }

  private mutating func readWords(_ component: Component, _ limits: ReadingLimits) throws(ReadingError) {
    summary = try component.property("SUMMARY")?.plain
    description = try component.property("DESCRIPTION")?.plain
    location = try component.property("LOCATION")?.plain
    url = try component.property("URL")?.value
    for property in component.properties("CATEGORIES") { categories += try property.texts(limits) }
    comments = component.properties("COMMENT").map(\.plain)
    status = try component.property("STATUS").flatMap { Status(rawValue: $0.value.uppercased()) }
    if try component.property("TRANSP")?.value.uppercased() == Transparency.transparent.rawValue {
      transparency = .transparent
    }
    if let privacy = try component.property("CLASS") {
      self.privacy = Privacy(rawValue: privacy.value.uppercased()) ?? .closed
    }
  }

  private mutating func readPeople(_ component: Component) throws(ReadingError) {
    organizer = try component.property("ORGANIZER").map(Person.init)
    attendees = component.properties("ATTENDEE").map { Attendee($0) }
  }
}
