import CivilTime

extension Calendar {
  /// The calendar as text, in UTF-8: the same for the same calendar, always.
  public var text: [UInt8] {
    var pieces = CalendarPieces(self)
    pieces.foresee(events)
    var writer = TextWriter()
    for answer in freeBusy { answer.write(to: &writer) }
    return pieces.head + pieces.text(of: events) + writer.bytes + pieces.tail
  }
}

/// A calendar's text piece by piece, for one with more events than should lie in memory. The zones stand before the
/// events that speak of them, so all events are shown to it first, and again when they are to be written.
public struct CalendarPieces: Sendable {
  private let calendar: Calendar
  private var zones: ZonesInUse

  /// Of this one, but for its events.
  public init(_ calendar: Calendar) {
    self.calendar = calendar
    zones = ZonesInUse(calendar.freeBusy)
  }

  /// Takes note of what the events speak of.
  public mutating func foresee(_ events: [Event]) {
    for event in events { zones.add(event) }
  }

  /// All that stands before the events.
  public var head: [UInt8] {
    var writer = TextWriter()
    writer.begin("VCALENDAR")
    writer.write("VERSION", "2.0")
    writer.write("PRODID", text: calendar.productID)
    writer.write("CALSCALE", "GREGORIAN")
    if let method = calendar.method { writer.write("METHOD", method.rawValue) }
    writer.write("X-WR-CALNAME", text: calendar.name)
    for property in calendar.extra { writer.write(property) }
    for zone in zones.list { zone.write(to: &writer) }
    return writer.bytes
  }

  public func text(of events: [Event]) -> [UInt8] {
    var writer = TextWriter()
    for event in events { event.write(to: &writer) }
    return writer.bytes
  }

  public var tail: [UInt8] {
    var writer = TextWriter()
    writer.end("VCALENDAR")
    return writer.bytes
  }
}

/// The zones a calendar speaks of, each with the years it needs them for.
private struct ZonesInUse: Sendable {
  private var zones: [String: (zone: Zone, years: ClosedRange<Int>)] = [:]

  /// How long readers without the zone's own rules can follow a series that has no end, where its clocks follow no rule.
  private static let yearsAhead = 10

  init(_ freeBusy: [FreeBusy]) {
    for answer in freeBusy {
      add(answer.start)
      add(answer.end)
    }
  }

  var list: [ZoneWriting] {
    zones.sorted { $0.key < $1.key }.map { ZoneWriting($0.value.zone, years: $0.value.years) }
  }

  mutating func add(_ event: Event) {
    add(event.start, yearsAhead: event.rule == nil ? 0 : Self.yearsAhead)
    if case .at(let end) = event.end { add(end) }
    for added in event.added {
      switch added {
      case .start(let moment): add(moment)
      case .period(let moment, _): add(moment)
      }
    }
    for moment in event.leftOut { add(moment) }
    add(event.recurrenceID?.moment)
  }

  private mutating func add(_ moment: Moment?, yearsAhead: Int = 0) {
    guard case .zoned(let reading, let zone) = moment else { return }
    let year = max(2, reading.date.year)
    let old = zones[zone.name]?.years ?? year...year
    zones[zone.name] = (zone, min(old.lowerBound, year)...max(old.upperBound, year + yearsAhead))
  }
}

extension FreeBusy {
  func write(to writer: inout TextWriter) {
    writer.begin("VFREEBUSY")
    writer.write("UID", text: uid)
    writer.write("DTSTAMP", stamp)
    writer.write("DTSTART", start)
    writer.write("DTEND", end)
    writer.write("ORGANIZER", organizer)
    for attendee in attendees { writer.write(attendee) }
    if let url { writer.write("URL", url) }
    for comment in comments { writer.write("COMMENT", text: comment) }
    for period in periods {
      let text = [period.range.start, period.range.end].map { WrittenTime.utc($0).text }.joined(separator: "/")
      writer.write("FREEBUSY", text, [.init("FBTYPE", period.kind.rawValue)])
    }
    for property in extra { writer.write(property) }
    writer.end("VFREEBUSY")
  }
}
