extension Alarm {
  private static let known: Set<String> = [
    "TRIGGER", "ACTION", "DESCRIPTION", "SUMMARY", "ATTENDEE", "REPEAT", "DURATION",
  ]

  /// Reads a VALARM. A reminder that nobody can understand is none; it must not cost the event.
  init?(_ component: Component, _ zones: ZoneBook) throws(ReadingError) {
    guard component.defect == nil, let trigger = try? component.property("TRIGGER"),
      let moment = Trigger(trigger, zones)
    else { return nil }
    let action = (try? component.property("ACTION"))?.plain.uppercased() ?? ""
    self.init(moment, action: Action(action))
    description = (try? component.property("DESCRIPTION"))?.plain
    summary = (try? component.property("SUMMARY"))?.plain
    attendees = component.properties("ATTENDEE").map { Attendee($0) }
    if let count = try? component.property("REPEAT")?.number(),
      let every = try? component.property("DURATION")?.length()
    {
      repetition = Repetition(count: count, every: every)
    }
    extra = component.properties.filter { !Self.known.contains($0.name) }
  }
}

extension Alarm.Trigger {
  fileprivate init?(_ property: Property, _ zones: ZoneBook) {
    if let length = try? property.length() {
      self = property.parameter("RELATED")?.uppercased() == "END" ? .fromEnd(length) : .fromStart(length)
    } else if let instant = try? property.instant() {
      self = .at(instant)
    } else {
      return nil
    }
  }
}

extension Alarm.Action {
  init(_ name: String) {
    switch name {
    case "DISPLAY", "": self = .display
    case "AUDIO": self = .audio
    case "EMAIL": self = .email
    default: self = .other(name)
    }
  }

  var name: String {
    switch self {
    case .display: "DISPLAY"
    case .audio: "AUDIO"
    case .email: "EMAIL"
    case .other(let name): name
    }
  }
}
