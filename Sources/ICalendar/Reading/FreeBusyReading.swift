import CivilTime

extension FreeBusy {
  private static let known: Set<String> = [
    "UID", "DTSTAMP", "ORGANIZER", "ATTENDEE", "DTSTART", "DTEND", "FREEBUSY", "URL", "COMMENT",
  ]

  /// Reads a VFREEBUSY.
  init(_ component: Component, _ zones: ZoneBook) throws(ReadingError) {
    if let defect = component.defect { throw defect }
    guard let uid = try component.property("UID")?.plain, !uid.isEmpty else {
      throw component.error(.missing(property: "UID"))
    }
    self.init(uid: uid)
    stamp = try component.property("DTSTAMP")?.instant()
    organizer = try component.property("ORGANIZER").map(Person.init)
    attendees = component.properties("ATTENDEE").map { Attendee($0) }
    start = try component.property("DTSTART")?.moment(zones)
    end = try component.property("DTEND")?.moment(zones)
    url = try component.property("URL")?.value
    comments = component.properties("COMMENT").map(\.plain)
    for property in component.properties("FREEBUSY") { periods += try Self.periods(property, zones) }
    extra = component.properties.filter { !Self.known.contains($0.name) }
  }

  private static func periods(_ property: Property, _ zones: ZoneBook) throws(ReadingError) -> [Period] {
    let kind = property.parameter("FBTYPE").flatMap { Kind(rawValue: $0.uppercased()) } ?? .busy
    var periods: [Period] = []
    for (start, end) in try property.periods(zones) {
      let range = Event.range(from: start, to: end, allDayIn: .utc)
      guard start.instant(floatingIn: .utc) <= range.end else { throw property.error(.endBeforeStart) }
      periods.append(Period(range, kind: kind))
    }
    return periods
  }
}
