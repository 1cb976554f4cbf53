public import CivilTime

/// The events of a calendar that belong together by their UID: a series, and what became of some of its occurrences.
public struct Series: Hashable, Sendable {
  public let uid: String

  /// Nil where a text brings single occurrences of a series it does not bring.
  public var master: Event?
  public var changes: [Event]

  public init(uid: String, master: Event?, changes: [Event] = []) {
    self.uid = uid
    self.master = master
    self.changes = changes
  }

  /// One time at which an event of the series takes place, with what the event then says.
  public struct Entry: Hashable, Sendable {
    public let event: Event
    public let occurrence: Occurrence
  }

  /// What takes place within the window, by start, cancelled occurrences left out. Floating times and whole days are
  /// those of the zone given.
  public func entries(in window: TimeRange, for zone: Zone) throws(ExpansionError) -> [Entry] {
    guard let master, let recurrence = recurrence(for: zone) else { return loneEntries(in: window, for: zone) }
    let placedChanges = placedChanges
    var entries: [Entry] = []
    for occurrence in try recurrence.occurrences(in: window, allDayIn: zone) {
      if occurrence.instance == nil, master.status == .cancelled { continue }
      let event = occurrence.instance.map { placedChanges[$0] } ?? master
      entries.append(Entry(event: event, occurrence: occurrence))
    }
    return entries
  }

  /// The stretches of time that are taken: rule 15, as far as the events themselves can tell. An event blocks unless it
  /// is cancelled, marked free or without length. Who declined is for the caller to ask: `Event.answer(of:)`.
  public func busy(in window: TimeRange, for zone: Zone) throws(ExpansionError) -> [TimeRange] {
    try entries(in: window, for: zone).filter { $0.event.transparency == .opaque && !$0.occurrence.range.isEmpty }.map {
      $0.occurrence.range
    }
  }

  /// The series as rule 17 has it; nil without a master that says when it is.
  public func recurrence(for zone: Zone) -> Recurrence? {
    guard let master, let timing = master.timing(floatingIn: zone) else { return nil }
    var recurrence = Recurrence(timing, rule: master.rule)
    let own = master.start?.zone
    recurrence.added = master.added.map { added in
      switch added {
      case .start(let moment): .start(moment.originalStart(on: own, for: zone))
      case .period(let start, let end): .range(Event.range(from: start, to: end, allDayIn: zone))
      }
    }
    recurrence.leftOut = master.leftOut.map { $0.originalStart(on: own, for: zone) }
    recurrence.instances = placedChanges.map { change in
      Recurrence.Instance(
        original: change.recurrenceID?.moment.originalStart(on: own, for: zone) ?? .instant(.distantPast),
        timing: change.status == .cancelled ? nil : change.timing(floatingIn: zone),
        andFuture: change.recurrenceID?.andFuture ?? false)
    }
    return recurrence
  }

  /// The changes that say where an occurrence went. One that is neither cancelled nor says when it is moves nothing.
  private var placedChanges: [Event] {
    changes.filter { $0.status == .cancelled || $0.start != nil }
  }

  private func loneEntries(in window: TimeRange, for zone: Zone) -> [Entry] {
    changes.filter { $0.status != .cancelled }.compactMap { change in
      guard let timing = change.timing(floatingIn: zone) else { return nil }
      let original = change.recurrenceID?.moment.instant(floatingIn: zone)
      let occurrence = Occurrence(timing, original: original, allDayIn: zone)
      return occurrence.touches(window) ? Entry(event: change, occurrence: occurrence) : nil
    }.sorted { $0.occurrence.range.start < $1.occurrence.range.start }
  }
}

extension Calendar {
  /// The events put together by UID, in the order in which the UIDs appear. Where a text brings one twice, the higher
  /// sequence number counts, then the later stamp, then the later place.
  public var series: [Series] {
    var order: [String] = []
    var byUID: [String: [Event]] = [:]
    for event in events {
      if byUID[event.uid] == nil { order.append(event.uid) }
      byUID[event.uid, default: []].append(event)
    }
    return order.map { uid in Series(uid: uid, newest: byUID[uid] ?? []) }
  }
}

extension Series {
  fileprivate init(uid: String, newest events: [Event]) {
    var places: [Event.RecurrenceID?: Int] = [:]
    var kept: [Event] = []
    for event in events {
      if let place = places[event.recurrenceID] {
        if event.isNotOlder(than: kept[place]) { kept[place] = event }
      } else {
        places[event.recurrenceID] = kept.count
        kept.append(event)
      }
    }
    self.init(
      uid: uid, master: kept.first { $0.recurrenceID == nil }, changes: kept.filter { $0.recurrenceID != nil })
  }
}

extension Event {
  func isNotOlder(than other: Event) -> Bool {
    (sequence, stamp ?? .distantPast) >= (other.sequence, other.stamp ?? .distantPast)
  }

  /// What somebody with that address said to the invitation; nil if they were not asked.
  public func answer(of email: String) -> Attendee.Participation? {
    let wanted = email.lowercased()
    return attendees.first { $0.email?.lowercased() == wanted }?.participation
  }
}

extension Moment {
  /// As a series names it: a reading if it is on the series' own clock, otherwise an instant.
  fileprivate func originalStart(on own: Zone?, for zone: Zone) -> Recurrence.OriginalStart {
    switch self {
    case .date(let date): .date(date)
    case .floating(let reading): .civil(reading)
    case .zoned(let reading, let written) where written == own ?? zone: .civil(reading)
    case .zoned, .utc: .instant(instant(floatingIn: zone))
    }
  }
}
