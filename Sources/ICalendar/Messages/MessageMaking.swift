public import CivilTime

// The messages an organizer and those invited send each other. Each is stamped with the time it is made.
extension Message {
  /// Invites, or tells those invited of a change. The sequence number is the event's own.
  public static func request(_ events: [Event], stamp: Instant) throws(MessageError) -> Message {
    try Message(.request, events.map { $0.stamped(stamp) })
  }

  /// Calls off the event, or the occurrence it stands for. Who still takes part elsewhere is not named.
  public static func cancel(
    _ event: Event, sequence: Int, stamp: Instant, comment: String? = nil
  ) throws(MessageError) -> Message {
    var cancelled = event.stamped(stamp)
    cancelled.sequence = sequence
    cancelled.status = .cancelled
    cancelled.alarms = []
    if let comment { cancelled.comments = [comment] }
    return try Message(.cancel, [cancelled])
  }

  /// An invitee's answer, to the organizer alone.
  public static func reply(
    to event: Event, from address: String, _ participation: Attendee.Participation, stamp: Instant,
    comment: String? = nil
  ) throws(MessageError) -> Message {
    var answer = try event.spokenOf(by: address, stamp: stamp, comment: comment)
    answer.attendees[0].participation = participation
    answer.attendees[0].expectsReply = false
    return try Message(.reply, [answer])
  }

  /// An invitee's proposal of another time, for the organizer to take over or decline.
  public static func counter(
    to event: Event, from address: String, start: Moment, end: Event.End, stamp: Instant, comment: String? = nil
  ) throws(MessageError) -> Message {
    var proposal = try event.spokenOf(by: address, stamp: stamp, comment: comment)
    proposal.attendees[0].participation = .tentative
    proposal.start = start
    proposal.end = end
    proposal.location = event.location
    return try Message(.counter, [proposal])
  }

  /// The organizer's no to a proposal for the event, sent to whoever made it.
  public static func declineCounter(
    _ event: Event, stamp: Instant, comment: String? = nil
  ) throws(MessageError) -> Message {
    try Message(.declineCounter, [event.named(stamp: stamp, comment: comment)])
  }

  /// An invitee's wish to be told again how things stand.
  public static func refresh(_ event: Event, from address: String, stamp: Instant) throws(MessageError) -> Message {
    var wish = event.named(stamp: stamp, comment: nil)
    wish.attendees = [try event.attendee(address)]
    return try Message(.refresh, [wish])
  }
}

extension Event {
  fileprivate func stamped(_ stamp: Instant) -> Event {
    var event = self
    event.stamp = stamp
    return event
  }

  /// Only which event is meant.
  fileprivate func named(stamp: Instant, comment: String?) -> Event {
    var event = Event(uid: uid)
    event.stamp = stamp
    event.recurrenceID = recurrenceID
    event.organizer = organizer
    event.comments = comment.map { [$0] } ?? []
    return event
  }

  /// Which event is meant, what it is and when, with only the one attendee that speaks.
  fileprivate func spokenOf(by address: String, stamp: Instant, comment: String?) throws(MessageError) -> Event {
    var event = named(stamp: stamp, comment: comment)
    event.attendees = [try attendee(address)]
    event.sequence = sequence
    event.start = start
    event.end = end
    event.summary = summary
    return event
  }

  fileprivate func attendee(_ address: String) throws(MessageError) -> Attendee {
    let wanted = address.lowercased()
    guard let attendee = attendees.first(where: { $0.address.lowercased() == wanted }) else {
      throw .notInvited(address: address)
    }
    return attendee
  }
}
