// The tables of RFC 5546, section 3.2, as far as they concern what is read and written here.
extension Message {
  func check(asReceived: Bool) throws(MessageError) {
    guard let first = events.first else { throw .noEvents }
    guard events.allSatisfy({ $0.uid == first.uid }) else { throw .severalUIDs }
    guard Set(events.compactMap { $0.organizer?.address.lowercased() }).count <= 1 else { throw .severalOrganizers }
    guard Set(events.map(\.recurrenceID)).count == events.count else { throw .repeatedOccurrence }
    for event in events { try check(event, asReceived: asReceived) }
  }

  private func check(_ event: Event, asReceived: Bool) throws(MessageError) {
    try need(event.stamp, "DTSTAMP")
    // Exchange answers without naming the organizer; an answer goes to them in any case.
    if !(asReceived && method == .reply) { try need(event.organizer, "ORGANIZER") }
    switch method {
    case .publish:
      try need(event.start, "DTSTART")
      // Many publish a meeting with its guests, but nothing is asked of these.
      if !asReceived, !event.attendees.isEmpty { throw .notAllowed(property: "ATTENDEE", method) }
    case .request, .add:
      try need(event.start, "DTSTART")
      try need(event.attendees.first, "ATTENDEE")
      if event.status == .cancelled { throw .notAllowed(property: "STATUS:CANCELLED", method) }
      if method == .add, event.recurrenceID != nil { throw .notAllowed(property: "RECURRENCE-ID", method) }
    case .counter:
      try need(event.start, "DTSTART")
    case .reply, .refresh:
      guard event.attendees.count == 1 else { throw .notOneAttendee(method) }
    case .cancel:
      if let status = event.status, status != .cancelled { throw .notAllowed(property: "STATUS", method) }
    case .declineCounter:
      break
    }
  }

  private func need<Value>(_ value: Value?, _ property: String) throws(MessageError) {
    guard value != nil else { throw .missing(property: property, method) }
  }
}
