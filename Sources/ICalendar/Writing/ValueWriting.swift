import CivilTime

extension TextWriter {
  mutating func write(_ name: String, _ moment: Moment?, _ parameters: [Property.Parameter] = []) {
    guard let moment else { return }
    switch moment {
    case .date(let date): write(name, WrittenTime.text(date), [.init("VALUE", "DATE")] + parameters)
    case .floating(let reading): write(name, WrittenTime.text(reading), parameters)
    case .zoned(let reading, let zone):
      write(name, WrittenTime.text(reading), [.init("TZID", zone.name)] + parameters)
    case .utc(let instant): write(name, WrittenTime.utc(instant).text, parameters)
    }
  }

  mutating func write(_ name: String, _ instant: Instant?) {
    guard let instant else { return }
    write(name, WrittenTime.utc(instant).text)
  }

  mutating func write(_ name: String, _ person: Person?) {
    guard let person else { return }
    var parameters: [Property.Parameter] = []
    if let name = person.name { parameters.append(.init("CN", name)) }
    if let sentBy = person.sentBy { parameters.append(.init("SENT-BY", sentBy)) }
    write(name, person.address, parameters + person.extra)
  }

  /// Defaults are left out, but for what other programs ask for in spite of the RFC: the role and the answer.
  mutating func write(_ attendee: Attendee) {
    var parameters: [Property.Parameter] = []
    if attendee.kind != .individual { parameters.append(.init("CUTYPE", attendee.kind.rawValue)) }
    parameters.append(.init("ROLE", attendee.role.rawValue))
    parameters.append(.init("PARTSTAT", attendee.participation.rawValue))
    if attendee.expectsReply { parameters.append(.init("RSVP", "TRUE")) }
    if let name = attendee.name { parameters.append(.init("CN", name)) }
    write("ATTENDEE", attendee.address, parameters + attendee.extra)
  }
}
